package gslb.geo;

import com.maxmind.db.Reader;
import gslb.zones.Countries;
import gslb.zones.Datacenter;
import gslb.zones.GeoMap;
import gslb.zones.PlaceCode;
import gslb.zones.Preference;
import gslb.zones.Prefix;
import gslb.zones.Rule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The oracle: a route by asking the library's reader for the address and going through rules and
 * maps one by one. Shares no code with what it judges but the coordinates of countries and the
 * distance.
 */
final class NaiveRoutes {
  private final Reader reader;
  private final Map<String, GeoMap> maps;
  private final List<Rule> rules;

  NaiveRoutes(byte[] database, Map<String, GeoMap> maps, List<Rule> rules) throws IOException {
    this.reader = new Reader(new ByteArrayInputStream(database));
    this.maps = maps;
    this.rules = rules;
  }

  private record Client(Address address, String code, Coordinates at, Long asn) {
    boolean in(PlaceCode place) {
      return (code + "-").startsWith(place + "-");
    }
  }

  Route route(Address asked) throws IOException {
    Client client = client(asIpv4(asked));
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

  private Client client(Address address) throws IOException {
    // ::/96 holds the database's IPv4 and is no form of S-5.
    boolean nothing = address.v6() && address.high() == 0 && address.low() >>> 32 == 0;
    Map<?, ?> fields = nothing ? null : reader.get(address.inet(), Map.class);
    if (fields == null) {
      return new Client(address, "", null, null);
    }
    String country = inner(fields.get("country"), "iso_code");
    String known = country == null ? null : Countries.continentOf(country);
    String code = known == null ? inner(fields.get("continent"), "code") : known;
    Coordinates at = CountryCoordinates.of(country);
    if (country != null) {
      code += "-" + country;
      if (fields.get("subdivisions") instanceof List<?> list) {
        code += "-" + inner(list.getFirst(), "iso_code");
      }
    }
    if (fields.get("location") instanceof Map<?, ?> location) {
      at = new Coordinates((Double) location.get("latitude"), (Double) location.get("longitude"));
    }
    Number asn = (Number) fields.get("autonomous_system_number");
    return new Client(address, code == null ? "" : code, at, asn == null ? null : asn.longValue());
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

  private static List<String> mapped(GeoMap map, Client client, Rule rule) {
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

  /** The datacenters of the tests lie so far apart that none are near-equal to any place used. */
  private static List<String> nearest(Coordinates from) {
    return Text.DATACENTERS.stream()
        .sorted(
            Comparator.comparingDouble(
                d -> from.distanceKm(new Coordinates(d.latitude(), d.longitude()))))
        .map(Datacenter::name)
        .toList();
  }
}
