package gslb.geo;

import gslb.geo.NetTree.Net;
import gslb.zones.GeoMap;
import gslb.zones.PlaceCode;
import gslb.zones.Preference;
import gslb.zones.Prefix;
import gslb.zones.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of a policy, asked for one place: which rule, which datacenters. Pure. */
final class RouteChoice {
  private final List<Rule> rules;
  private final List<Clients> inOfRule = new ArrayList<>();
  private final List<Clients> exceptOfRule = new ArrayList<>();
  private final Map<String, GeoMap> maps = new HashMap<>(); // those the rules name

  RouteChoice(List<Rule> rules, Map<String, GeoMap> maps) {
    this.rules = rules;
    for (Rule rule : rules) {
      Rule.Condition when =
          rule.when() == null ? new Rule.Condition(List.of(), List.of(), Set.of()) : rule.when();
      Rule.Except except = when.except();
      inOfRule.add(new Clients(Set.copyOf(when.geo()), Set.copyOf(when.nets()), when.asns()));
      exceptOfRule.add(
          new Clients(Set.copyOf(except.geo()), Set.copyOf(except.nets()), except.asns()));
      if (rule.prefer() instanceof Preference.ByMap(String name)) {
        this.maps.put(name, Distinctions.map(maps, name));
      }
    }
  }

  /** The lists of a condition, made for asking whether a client is in them. */
  private record Clients(Set<PlaceCode> geo, Set<Prefix> nets, Set<Long> asns) {

    boolean isInGeo(PlaceKind place) {
      for (PlaceCode code = place.code(); code != null; code = code.parent()) {
        if (geo.contains(code)) {
          return true;
        }
      }
      return false;
    }

    boolean isInAsns(PlaceKind place) {
      return place.asn() != null && asns.contains(place.asn());
    }

    /** Whether it may hang on the place who is in them. */
    boolean tellPlacesApart() {
      return !geo.isEmpty() || !asns.isEmpty();
    }
  }

  /**
   * What the rules and their maps can tell of a network: equal ones get the same routes.
   *
   * @param rules those that name it or one around it
   * @param exceptions those that name it, or one around it, among the clients they leave out
   * @param listed what each map says of it, by the map's name
   */
  record NetKind(Set<Integer> rules, Set<Integer> exceptions, Map<String, List<String>> listed) {
    /** Of addresses in no network. */
    static final NetKind NONE = new NetKind(Set.of(), Set.of(), Map.of());

    NetKind {
      rules = Set.copyOf(rules);
      exceptions = Set.copyOf(exceptions);
      listed = Map.copyOf(listed);
    }
  }

  /** Every network the rules and their maps name. */
  Set<Prefix> nets() {
    Set<Prefix> nets = new HashSet<>();
    inOfRule.forEach(clients -> nets.addAll(clients.nets()));
    exceptOfRule.forEach(clients -> nets.addAll(clients.nets()));
    maps.values().forEach(map -> nets.addAll(map.nets().keySet()));
    return nets;
  }

  /**
   * The kind of addresses in a network.
   *
   * @param net the smallest declared one they are in
   */
  NetKind kind(@Nullable Net net) {
    if (net == null) {
      return NetKind.NONE;
    }
    Set<Integer> naming = new HashSet<>();
    Set<Integer> excepting = new HashSet<>();
    Map<String, List<String>> listed = new HashMap<>();
    for (Net in = net; in != null; in = in.parent()) {
      for (int rule = 0; rule < rules.size(); rule++) {
        if (inOfRule.get(rule).nets().contains(in.prefix())) {
          naming.add(rule);
        }
        if (exceptOfRule.get(rule).nets().contains(in.prefix())) {
          excepting.add(rule);
        }
      }
      for (GeoMap map : maps.values()) {
        List<String> ofNet = map.nets().get(in.prefix());
        if (ofNet != null) {
          listed.putIfAbsent(map.name(), ofNet); // the smallest network decides
        }
      }
    }
    return new NetKind(naming, excepting, listed);
  }

  /** The route that all clients in such a network get; null = it depends on their places. */
  @Nullable Route route(NetKind net) {
    for (int number = 0; number < rules.size(); number++) {
      if (!mayMatch(number, net)) {
        continue;
      }
      if (inOfRule.get(number).tellPlacesApart() || exceptOfRule.get(number).tellPlacesApart()) {
        return null;
      }
      Rule rule = rules.get(number);
      return switch (rule.prefer()) {
        case Preference.None() -> new Route(number, List.of());
        case Preference.Datacenters(List<String> listed) ->
            new Route(number, without(rule, listed));
        case Preference.Nearest() -> null;
        case Preference.ByMap(String name) -> {
          List<String> listed = net.listed.get(name);
          yield listed == null ? null : new Route(number, without(rule, listed));
        }
      };
    }
    throw new IllegalArgumentException("the last rule has a condition");
  }

  /** Whether clients of the network are meant, as far as the network tells. */
  private boolean mayMatch(int number, NetKind net) {
    return (inOfRule.get(number).nets().isEmpty() || net.rules.contains(number))
        && !net.exceptions.contains(number);
  }

  /**
   * The rule by which such clients get datacenters by distance, so that their route hangs on that
   * rule and the order alone; -1 = distance is not asked.
   */
  int byDistance(PlaceKind place, NetKind net) {
    int number = 0;
    while (!matches(number, place, net)) {
      number++; // the last one matches
    }
    return switch (rules.get(number).prefer()) {
      case Preference.None() -> -1;
      case Preference.Datacenters(List<String> _) -> -1;
      case Preference.Nearest() -> number;
      case Preference.ByMap(String name) ->
          isByDistance(Distinctions.map(maps, name), place, net) ? number : -1;
    };
  }

  private static boolean isByDistance(GeoMap map, PlaceKind place, NetKind net) {
    if (net.listed.containsKey(map.name())
        || (place.asn() != null && map.asns().containsKey(place.asn()))) {
      return false;
    }
    for (PlaceCode code = place.code(); code != null; code = code.parent()) {
      GeoMap.Order order = map.geo().get(code);
      if (order != null) {
        return order instanceof GeoMap.Order.Nearest;
      }
    }
    return false;
  }

  /** The route of clients of such a place in such a network. */
  Route route(PlaceKind place, NetKind net) {
    for (int number = 0; number < rules.size(); number++) {
      if (matches(number, place, net)) {
        return new Route(number, order(rules.get(number), place, net));
      }
    }
    throw new IllegalArgumentException("the last rule has a condition");
  }

  /** In every list there is, and in none of the exceptions. */
  private boolean matches(int number, PlaceKind place, NetKind net) {
    Clients in = inOfRule.get(number);
    Clients except = exceptOfRule.get(number);
    return mayMatch(number, net)
        && (in.geo().isEmpty() || in.isInGeo(place))
        && (in.asns().isEmpty() || in.isInAsns(place))
        && !except.isInGeo(place)
        && !except.isInAsns(place);
  }

  private List<String> order(Rule rule, PlaceKind place, NetKind net) {
    return switch (rule.prefer()) {
      case Preference.None() -> List.of();
      case Preference.Datacenters(List<String> listed) -> without(rule, listed);
      case Preference.Nearest() ->
          place.nearest() == null ? List.of() : without(rule, place.nearest());
      case Preference.ByMap(String name) -> mapped(rule, Distinctions.map(maps, name), place, net);
    };
  }

  /** What is found first decides; the order of the steps is GeoMap's contract. */
  private List<String> mapped(Rule rule, GeoMap map, PlaceKind place, NetKind net) {
    List<String> ofNet = net.listed.get(map.name());
    if (ofNet != null) {
      return without(rule, ofNet);
    }
    List<String> ofAsn = place.asn() == null ? null : map.asns().get(place.asn());
    if (ofAsn != null) {
      return without(rule, ofAsn);
    }
    for (PlaceCode code = place.code(); code != null; code = code.parent()) {
      GeoMap.Order order = map.geo().get(code);
      if (order != null) {
        return ordered(rule, map, order, place);
      }
    }
    return without(rule, map.fallback());
  }

  /** A place listed as nearest without any coordinates falls to the map's default (S-6). */
  private List<String> ordered(Rule rule, GeoMap map, GeoMap.Order order, PlaceKind place) {
    return switch (order) {
      case GeoMap.Order.Listed(List<String> listed) -> without(rule, listed);
      case GeoMap.Order.Nearest() -> {
        if (place.nearest() == null) {
          yield without(rule, map.fallback());
        }
        List<String> left = without(rule, place.nearest());
        yield left.subList(0, Math.min(left.size(), map.nearestLimit()));
      }
    };
  }

  private static List<String> without(Rule rule, List<String> datacenters) {
    List<String> left = new ArrayList<>(datacenters);
    left.removeAll(rule.excludeDatacenters());
    return left;
  }
}
