package gslb.geo;

import gslb.geo.NetTree.Net;
import gslb.zones.GeoMap;
import gslb.zones.PlaceCode;
import gslb.zones.Preference;
import gslb.zones.Prefix;
import gslb.zones.Rule;
import java.util.ArrayList;
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
  private final Map<String, GeoMap> maps;
  private final Nearest nearest;

  RouteChoice(List<Rule> rules, Map<String, GeoMap> maps, Nearest nearest) {
    this.rules = rules;
    this.maps = maps;
    this.nearest = nearest;
    for (Rule rule : rules) {
      Rule.Condition when =
          rule.when() == null ? new Rule.Condition(List.of(), List.of(), Set.of()) : rule.when();
      Rule.Except except = when.except();
      inOfRule.add(new Clients(Set.copyOf(when.geo()), Set.copyOf(when.nets()), when.asns()));
      exceptOfRule.add(
          new Clients(Set.copyOf(except.geo()), Set.copyOf(except.nets()), except.asns()));
    }
  }

  /** The lists of a condition, made for asking whether a client is in them. */
  private record Clients(Set<PlaceCode> geo, Set<Prefix> nets, Set<Long> asns) {

    boolean isInGeo(Place place) {
      for (PlaceCode code = place.code(); code != null; code = code.parent()) {
        if (geo.contains(code)) {
          return true;
        }
      }
      return false;
    }

    boolean isInNets(@Nullable Net net) {
      for (Net in = net; in != null; in = in.parent()) {
        if (nets.contains(in.prefix())) {
          return true;
        }
      }
      return false;
    }

    boolean isInAsns(Place place) {
      return place.asn() != null && asns.contains(place.asn());
    }

    /** Whether it is in every list there is. */
    boolean all(Place place, @Nullable Net net) {
      return (geo.isEmpty() || isInGeo(place))
          && (nets.isEmpty() || isInNets(net))
          && (asns.isEmpty() || isInAsns(place));
    }

    /** Whether it is in any. */
    boolean any(Place place, @Nullable Net net) {
      return isInGeo(place) || isInNets(net) || isInAsns(place);
    }
  }

  /** Every network the rules and their maps name. */
  Set<Prefix> nets() {
    Set<Prefix> nets = new HashSet<>();
    inOfRule.forEach(clients -> nets.addAll(clients.nets()));
    exceptOfRule.forEach(clients -> nets.addAll(clients.nets()));
    for (Rule rule : rules) {
      if (rule.prefer() instanceof Preference.ByMap(String name)) {
        nets.addAll(map(name).nets().keySet());
      }
    }
    return nets;
  }

  /**
   * The route of clients at that place.
   *
   * @param net the smallest declared network they are in
   */
  Route route(Place place, @Nullable Net net) {
    for (int rule = 0; rule < rules.size(); rule++) {
      if (matches(rule, place, net)) {
        return new Route(rule, order(rules.get(rule), place, net));
      }
    }
    throw new IllegalArgumentException("the last rule has a condition");
  }

  private boolean matches(int rule, Place place, @Nullable Net net) {
    return inOfRule.get(rule).all(place, net) && !exceptOfRule.get(rule).any(place, net);
  }

  private List<String> order(Rule rule, Place place, @Nullable Net net) {
    return switch (rule.prefer()) {
      case Preference.None() -> List.of();
      case Preference.Datacenters(List<String> listed) -> without(rule, listed);
      case Preference.Nearest() -> {
        List<String> order = nearest.order(place);
        yield order == null ? List.of() : without(rule, order);
      }
      case Preference.ByMap(String name) -> mapped(rule, map(name), place, net);
    };
  }

  /** What is found first decides; the order of the steps is GeoMap's contract. */
  private List<String> mapped(Rule rule, GeoMap map, Place place, @Nullable Net net) {
    for (Net in = net; in != null; in = in.parent()) {
      List<String> listed = map.nets().get(in.prefix());
      if (listed != null) {
        return without(rule, listed);
      }
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
  private List<String> ordered(Rule rule, GeoMap map, GeoMap.Order order, Place place) {
    return switch (order) {
      case GeoMap.Order.Listed(List<String> listed) -> without(rule, listed);
      case GeoMap.Order.Nearest() -> {
        List<String> all = nearest.order(place);
        if (all == null) {
          yield without(rule, map.fallback());
        }
        List<String> left = without(rule, all);
        yield left.subList(0, Math.min(left.size(), map.nearestLimit()));
      }
    };
  }

  private static List<String> without(Rule rule, List<String> datacenters) {
    List<String> left = new ArrayList<>(datacenters);
    left.removeAll(rule.excludeDatacenters());
    return left;
  }

  private GeoMap map(String name) {
    GeoMap map = maps.get(name);
    if (map == null) {
      throw new IllegalArgumentException("no map " + name);
    }
    return map;
  }
}
