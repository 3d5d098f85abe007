package gslb.server.cli;

import gslb.geo.Coordinates;
import gslb.geo.DatabaseInfo;
import gslb.geo.Distance;
import gslb.geo.Located;
import gslb.geo.Place;
import gslb.geo.Routes;
import gslb.geo.Topology;
import gslb.zones.AddressText;
import gslb.zones.Prefix;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where one address is and what it gets.
 *
 * @param located what the databases, and what the operator lays over them, say
 * @param point distances are from there; null = nobody knows
 * @param distances of every datacenter, the nearest first
 * @param mapped by each map, in file order
 */
record Whereabouts(
    InetAddress address,
    Located located,
    @Nullable Coordinates point,
    List<Distance> distances,
    List<Mapped> mapped) {

  /**
   * What a map gives the address before health.
   *
   * @param order datacenters in the order to try
   * @param scope every address in it gets the same
   */
  record Mapped(String map, List<String> order, Prefix scope) {}

  static Whereabouts of(InetAddress address, GeoInput input) {
    Located located = input.places().place(address);
    List<Mapped> mapped = new ArrayList<>();
    input.routes().forEach((map, routes) -> mapped.add(mapped(map, routes, address)));
    return new Whereabouts(
        address,
        located,
        Distance.from(located.place()),
        Distance.all(located.place(), input.declarations().datacenters().values()),
        mapped);
  }

  private static Mapped mapped(String map, Routes routes, InetAddress address) {
    Prefix asked = Prefix.of(address, address.getAddress().length * 8);
    int found = routes.topology().locate(asked.v6(), asked.high(), asked.low());
    return new Mapped(
        map,
        routes.routes().get(Topology.route(found)).datacenters(),
        Prefix.of(address, Topology.scope(found)));
  }

  /** Whether the point is that of the whole country. */
  boolean byCountry() {
    return point != null && located.place().coordinates() == null;
  }

  /** How far a datacenter is; null = nobody knows. */
  @Nullable Long km(String datacenter) {
    for (Distance distance : distances) {
      if (distance.datacenter().equals(datacenter)) {
        return Math.round(distance.km());
      }
    }
    return null;
  }

  static Map<String, Object> document(List<Whereabouts> found, List<DatabaseInfo> databases) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("addresses", found.stream().map(Whereabouts::document).toList());
    document.put("databases", databases.stream().map(Whereabouts::document).toList());
    return document;
  }

  private Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    Place place = located.place();
    document.put("address", AddressText.of(address));
    document.put("place", place.code() == null ? null : String.valueOf(place.code()));
    document.put("continent", place.continent());
    document.put("country", place.country());
    document.put("subdivision", place.subdivision());
    document.put("asn", place.asn());
    document.put("latitude", point == null ? null : point.latitude());
    document.put("longitude", point == null ? null : point.longitude());
    document.put("point_of", point == null ? null : byCountry() ? "country" : "place");
    document.put("network", located.network().toString());
    document.put("databases", located.databases());
    List<Map<String, Object>> maps = new ArrayList<>();
    for (Mapped one : mapped) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("map", one.map());
      map.put("scope", one.scope().length());
      map.put("network", one.scope().toString());
      map.put("order", one.order().stream().map(this::step).toList());
      maps.add(map);
    }
    document.put("maps", maps);
    return document;
  }

  private Map<String, Object> step(String datacenter) {
    Map<String, Object> step = new LinkedHashMap<>();
    step.put("datacenter", datacenter);
    step.put("km", km(datacenter));
    return step;
  }

  /** One database, and what its makers want said. */
  static Map<String, Object> document(DatabaseInfo database) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", database.name());
    document.put("type", database.type());
    document.put("built", database.built().toString());
    document.put("networks", database.networks());
    document.put("attribution", database.attribution());
    return document;
  }
}
