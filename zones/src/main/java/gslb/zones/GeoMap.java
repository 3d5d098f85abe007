package gslb.zones;

import java.util.List;
import java.util.Map;

/**
 * Client places → ordered datacenters. What is found first decides: the longest matching network,
 * the ASN, the smallest place that is listed (S-6), the default.
 *
 * @param name the word rules use for it
 * @param fallback the datacenters of clients nothing else matches ({@code default} in the file), at
 *     least one
 * @param geo places, groups already spread out
 * @param nets networks; the longest match wins
 * @param asns autonomous system numbers
 * @param nearestLimit at most this many datacenters where an order is {@code nearest}, 1 or more
 */
public record GeoMap(
    String name,
    List<String> fallback,
    Map<PlaceCode, Order> geo,
    Map<Prefix, List<String>> nets,
    Map<Long, List<String>> asns,
    int nearestLimit) {

  public GeoMap {
    fallback = List.copyOf(fallback);
    geo = Map.copyOf(geo);
    nets = Map.copyOf(nets);
    asns = Map.copyOf(asns);
  }

  /** What a map says of a place. */
  public sealed interface Order {

    /** These, in this order; at least one. */
    record Listed(List<String> datacenters) implements Order {
      public Listed {
        datacenters = List.copyOf(datacenters);
      }
    }

    /**
     * All of them by great-circle distance from the client's place, cut at {@code nearestLimit}.
     */
    record Nearest() implements Order {}
  }
}
