package gslb.geo;

import com.maxmind.db.Reader;
import gslb.zones.Countries;
import gslb.zones.Datacenter;
import gslb.zones.GeoMap;
import gslb.zones.Overlay;
import gslb.zones.PlaceCode;
import gslb.zones.Preference;
import gslb.zones.Prefix;
import gslb.zones.Rule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The oracle: a route by asking the library's reader for the address and going through rules and
 * maps one by one. Shares no code with what it judges but the coordinates of countries and the
 * distance.
 */
final class NaiveRoutes {
  private final Places places;
  private final Map<String, GeoMap> maps;
  private final List<Datacenter> datacenters;
  private final List<Rule> rules;
  private final Map<List<Object>, Route> known = new HashMap<>();

  NaiveRoutes(byte[] database, Map<String, GeoMap> maps, List<Rule> rules) throws IOException {
    this(new Places(database, List.of()), maps, Text.DATACENTERS, rules);
  }

  NaiveRoutes(
      Places places, Map<String, GeoMap> maps, List<Datacenter> datacenters, List<Rule> rules) {
    this.places = places;
    this.maps = maps;
    this.datacenters = datacenters;
    this.rules = rules;
  }

  /** What is known of an address. */
  record Client(Address address, String code, Coordinates at, Long asn) {
    boolean in(PlaceCode place) {
      return (code + "-").startsWith(place + "-");
    }
  }

  Route route(Address asked) throws IOException {
    return route(places.client(asIpv4(asked)));
  }

  /** As above, but what a route hangs on is gone through once. */
  Route known(Client client) {
    List<Object> key =
        Arrays.asList(
            client.code,
            client.at,
            client.asn,
            declared().stream().filter(client.address::in).toList());
    return known.computeIfAbsent(key, _ -> route(client));
  }

  /** Every network the rules and maps name. */
  List<Prefix> declared() {
    List<Prefix> declared = new ArrayList<>();
    rules.stream()
        .filter(rule -> rule.when() != null)
        .forEach(rule -> declared.addAll(rule.when().nets()));
    maps.values().forEach(map -> declared.addAll(map.nets().keySet()));
    return declared;
  }

  Route route(Client client) {
    for (int i = 0; i < rules.size(); i++) {
      Rule.Condition when = rules.get(i).when();
      if (when == null || meets(when, client)) {
        List<String> order = new ArrayList<>(order(rules.get(i), client));
        return new Route(i, order);
      }
    }
    throw new AssertionError();
  }

  private static boolean meets(Rule.Condition when, Client client) {
    Long asn = client.asn == null ? -1L : client.asn;
    boolean in =
        (when.nets().isEmpty() || when.nets().stream().anyMatch(client.address::in))
            && (when.asns().isEmpty() || when.asns().contains(asn))
            && (when.geo().isEmpty() || when.geo().stream().anyMatch(client::in));
    boolean excepted =
        when.except().nets().stream().anyMatch(client.address::in)
            || when.except().asns().contains(asn)
            || when.except().geo().stream().anyMatch(client::in);
    return in && !excepted;
  }

  static Address asIpv4(Address asked) {
    String hex = String.format("%016x%016x", asked.high(), asked.low());
    String ipv4 = null;
    if (!asked.v6()) {
      return asked;
    } else if (hex.startsWith("00000000000000000000ffff")
        || hex.startsWith("0064ff9b0000000000000000")) {
      ipv4 = hex.substring(24);
    } else if (hex.startsWith("2002")) {
      ipv4 = hex.substring(4, 12);
    } else if (hex.startsWith("20010000")) {
      ipv4 = String.format("%08x", ~Integer.parseUnsignedInt(hex.substring(24), 16));
    }
    return ipv4 == null
        ? asked
        : new Address(false, (long) Integer.parseUnsignedInt(ipv4, 16) << 32, 0);
  }

  /** A database below the lines of overlays, asked one by one. */
  static final class Places {
    private final Reader reader;
    private final List<Overlay.Entry> overlay;

    Places(byte[] database, List<Overlay.Entry> overlay) throws IOException {
      this.reader = new Reader(new ByteArrayInputStream(database));
      this.overlay = overlay.reversed(); // the later first
    }

    /** Continent, country, subdivision, and a point in place of the country's. */
    private record Spot(List<String> codes, Coordinates at) {
      static final Spot NOTHING = new Spot(Arrays.asList(null, null, null), null);

      Spot or(Spot below) {
        if (equals(NOTHING)) {
          return below;
        }
        List<String> both = new ArrayList<>(codes);
        for (int i = 0; i < 3; i++) {
          String here = codes.get(i);
          String there = below.codes.get(i);
          if (here != null && there != null && !here.equals(there)) {
            return this;
          }
          both.set(i, here != null ? here : there);
        }
        return new Spot(both, at != null ? at : below.at);
      }
    }

    /** Takes IPv4 in IPv6 for IPv6: {@link #asIpv4} comes first. */
    Client client(Address address) throws IOException {
      Spot spot = Spot.NOTHING;
      Long asn = null;
      int below = 129;
      for (int length = 128; length >= 0; length--) { // the longest first
        for (Overlay.Entry entry : overlay) {
          boolean here = entry.network().length() == length && address.in(entry.network());
          if (here && length < below) {
            below = length; // of several lines on this network the last one
            PlaceCode code = entry.place();
            Overlay.Point point = entry.point();
            spot =
                spot.or(
                    new Spot(
                        code == null
                            ? Spot.NOTHING.codes
                            : Arrays.asList(code.continent(), code.country(), code.subdivision()),
                        point == null
                            ? null
                            : new Coordinates(point.latitude(), point.longitude())));
            asn = asn != null ? asn : entry.asn();
          }
        }
      }
      // ::/96 holds the database's IPv4 and is no form of S-5.
      boolean nothing = address.v6() && address.high() == 0 && address.low() >>> 32 == 0;
      Map<?, ?> fields = nothing ? null : reader.get(address.inet(), Map.class);
      if (fields != null) {
        spot = spot.or(spot(fields));
        Number number = (Number) fields.get("autonomous_system_number");
        asn = asn != null || number == null ? asn : Long.valueOf(number.longValue());
      }
      StringBuilder code = new StringBuilder();
      for (int i = 0; i < 3 && spot.codes.get(i) != null; i++) {
        code.append(i == 0 ? "" : "-").append(spot.codes.get(i));
      }
      Coordinates at = spot.at != null ? spot.at : CountryCoordinates.of(spot.codes.get(1));
      return new Client(address, code.toString(), at, asn);
    }

    private static Spot spot(Map<?, ?> fields) {
      String country = inner(fields.get("country"), "iso_code");
      String known = country == null ? null : Countries.continentOf(country);
      String continent = known == null ? inner(fields.get("continent"), "code") : known;
      String subdivision =
          country != null && fields.get("subdivisions") instanceof List<?> list
              ? inner(list.getFirst(), "iso_code")
              : null;
      Coordinates at =
          fields.get("location") instanceof Map<?, ?> location
              ? new Coordinates(
                  (Double) location.get("latitude"), (Double) location.get("longitude"))
              : null;
      return new Spot(Arrays.asList(continent, country, subdivision), at);
    }
  }

  private static String inner(Object map, String key) {
    return map == null ? null : (String) ((Map<?, ?>) map).get(key);
  }

  private List<String> order(Rule rule, Client client) {
    List<String> order =
        switch (rule.prefer()) {
          case Preference.None() -> List.of();
          case Preference.Datacenters(List<String> listed) -> listed;
          case Preference.Nearest() -> client.at == null ? List.<String>of() : nearest(client.at);
          case Preference.ByMap(String name) -> mapped(maps.get(name), client, rule);
        };
    return without(rule, order);
  }

  private static List<String> without(Rule rule, List<String> order) {
    return order.stream().filter(name -> !rule.excludeDatacenters().contains(name)).toList();
  }

  private List<String> mapped(GeoMap map, Client client, Rule rule) {
    Prefix net =
        map.nets().keySet().stream()
            .filter(client.address::in)
            .max(Comparator.comparingInt(Prefix::length))
            .orElse(null);
    if (net != null) {
      return map.nets().get(net);
    }
    if (client.asn != null && map.asns().containsKey(client.asn)) {
      return map.asns().get(client.asn);
    }
    PlaceCode place =
        map.geo().keySet().stream()
            .filter(client::in)
            .max(Comparator.comparingInt(code -> code.toString().length()))
            .orElse(null);
    return switch (place == null ? null : map.geo().get(place)) {
      case null -> map.fallback();
      case GeoMap.Order.Listed(List<String> listed) -> listed;
      case GeoMap.Order.Nearest() ->
          client.at == null
              ? map.fallback()
              : without(rule, nearest(client.at)).stream().limit(map.nearestLimit()).toList();
    };
  }

  /** The nearest, and with it by name what is hardly farther; then the nearest of the rest. */
  private List<String> nearest(Coordinates from) {
    Map<String, Double> left = new TreeMap<>();
    for (Datacenter d : datacenters) {
      left.put(d.name(), from.distanceKm(new Coordinates(d.latitude(), d.longitude())));
    }
    List<String> order = new ArrayList<>();
    while (!left.isEmpty()) {
      double least = Collections.min(left.values());
      double most = Math.max(least + 50, least * 1.05);
      List<String> tied = left.keySet().stream().filter(name -> left.get(name) <= most).toList();
      order.addAll(tied);
      left.keySet().removeAll(tied);
    }
    return order;
  }
}
