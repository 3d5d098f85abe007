package gslb.geo;

import gslb.zones.Datacenter;
import gslb.zones.GeoMap;
import gslb.zones.PlaceCode;
import gslb.zones.Preference;
import gslb.zones.Prefix;
import gslb.zones.Rule;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Addresses, places, rules and maps as the tables of the tests write them. */
final class Text {
  static final List<Datacenter> DATACENTERS =
      List.of(
          new Datacenter("fra", "eu", 50.11, 8.68, 400),
          new Datacenter("iad", "na", 38.95, -77.45, 600),
          new Datacenter("sin", "ap", 1.35, 103.99, 300));

  private Text() {}

  static InetAddress address(String text) {
    return InetAddress.ofLiteral(text);
  }

  static Prefix prefix(String text) {
    int slash = text.indexOf('/');
    return Prefix.of(
        address(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
  }

  static PlaceCode code(String text) {
    String[] parts = text.split("-", -1);
    return new PlaceCode(
        parts[0], parts.length > 1 ? parts[1] : null, parts.length > 2 ? parts[2] : null);
  }

  static List<String> words(String text) {
    return text.isBlank() ? List.of() : Arrays.asList(text.strip().split("[ ,]+"));
  }

  /**
   * {@code WHEN | PREFER | EXCLUDED}: conditions are places, networks and {@code AS64500}, with a
   * {@code !} those that may not be; {@code *} is none; a preference is {@code none}, {@code
   * nearest}, {@code map NAME} or datacenters.
   */
  static Rule rule(String text) {
    String[] parts = text.split("\\|", -1);
    Rule.Condition when = parts[0].strip().equals("*") ? null : condition(parts[0]);
    Set<String> excluded = parts.length > 2 ? Set.copyOf(words(parts[2])) : Set.of();
    return new Rule(
        when, List.of(new Rule.Share(100, List.of("web"))), excluded, preference(parts[1]));
  }

  private static Rule.Condition condition(String text) {
    List<String> not = words(text).stream().filter(word -> word.startsWith("!")).toList();
    List<String> in = words(text).stream().filter(word -> !word.startsWith("!")).toList();
    Rule.Except lists = lists(in);
    return new Rule.Condition(
        lists.geo(),
        lists.nets(),
        lists.asns(),
        lists(not.stream().map(word -> word.substring(1)).toList()));
  }

  private static Rule.Except lists(List<String> words) {
    Set<PlaceCode> geo = new HashSet<>();
    Set<Prefix> nets = new HashSet<>();
    Set<Long> asns = new HashSet<>();
    for (String word : words) {
      if (word.contains("/")) {
        nets.add(prefix(word));
      } else if (word.matches("AS\\d+")) {
        asns.add(Long.valueOf(word.substring(2)));
      } else {
        geo.add(code(word));
      }
    }
    return new Rule.Except(List.copyOf(geo), List.copyOf(nets), asns);
  }

  private static Preference preference(String text) {
    List<String> words = words(text);
    return switch (words.getFirst()) {
      case "none" -> new Preference.None();
      case "nearest" -> new Preference.Nearest();
      case "map" -> new Preference.ByMap(words.getLast());
      default -> new Preference.Datacenters(words);
    };
  }

  /** Lines of {@code place|network|ASN|default -> datacenters or nearest}, {@code limit -> n}. */
  static GeoMap map(String name, String lines) {
    Map<PlaceCode, GeoMap.Order> geo = new HashMap<>();
    Map<Prefix, List<String>> nets = new HashMap<>();
    Map<Long, List<String>> asns = new HashMap<>();
    List<String> fallback = List.of("fra", "iad", "sin");
    int limit = 8;
    for (String line : lines.strip().split("\n")) {
      String key = line.substring(0, line.indexOf("->")).strip();
      List<String> to = words(line.substring(line.indexOf("->") + 2));
      if (key.equals("default")) {
        fallback = to;
      } else if (key.equals("limit")) {
        limit = Integer.parseInt(to.getFirst());
      } else if (key.contains("/")) {
        nets.put(prefix(key), to);
      } else if (key.matches("AS\\d+")) {
        asns.put(Long.valueOf(key.substring(2)), to);
      } else {
        geo.put(
            code(key),
            to.equals(List.of("nearest"))
                ? new GeoMap.Order.Nearest()
                : new GeoMap.Order.Listed(to));
      }
    }
    return new GeoMap(name, fallback, geo, nets, asns, limit);
  }
}
