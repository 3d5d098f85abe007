package gslb.geo;

import gslb.zones.GeoMap;
import gslb.zones.PlaceCode;
import gslb.zones.Preference;
import gslb.zones.Rule;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * By what rules and their maps tell places apart. Networks are not among it: they are few, and each
 * policy's own.
 *
 * @param codes every place that is listed
 * @param asns every autonomous system that is listed
 * @param nearest of how many datacenters the order by distance is asked for, 0..{@link #ALL}
 */
record Distinctions(Set<PlaceCode> codes, Set<Long> asns, int nearest) {
  /** However many there are. */
  static final int ALL = Integer.MAX_VALUE;

  static final Distinctions NONE = new Distinctions(Set.of(), Set.of(), 0);

  Distinctions {
    codes = Set.copyOf(codes);
    asns = Set.copyOf(asns);
  }

  /** Of one policy. */
  static Distinctions of(List<Rule> rules, Map<String, GeoMap> maps) {
    return of(List.of(rules), maps);
  }

  /**
   * Of all of them together.
   *
   * @param maps by name; every map that a rule names
   */
  static Distinctions of(Collection<List<Rule>> policies, Map<String, GeoMap> maps) {
    Set<PlaceCode> codes = new HashSet<>();
    Set<Long> asns = new HashSet<>();
    Set<String> counted = new HashSet<>();
    int nearest = 0;
    for (List<Rule> rules : policies) {
      for (Rule rule : rules) {
        if (rule.when() != null) {
          codes.addAll(rule.when().geo());
          asns.addAll(rule.when().asns());
          codes.addAll(rule.when().except().geo());
          asns.addAll(rule.when().except().asns());
        }
        nearest = Math.max(nearest, nearest(rule, maps));
        if (rule.prefer() instanceof Preference.ByMap(String name) && counted.add(name)) {
          codes.addAll(map(maps, name).geo().keySet());
          asns.addAll(map(maps, name).asns().keySet());
        }
      }
    }
    return new Distinctions(codes, asns, nearest);
  }

  /** What a rule leaves out comes off before the limit of its map counts. */
  private static int nearest(Rule rule, Map<String, GeoMap> maps) {
    return switch (rule.prefer()) {
      case Preference.None() -> 0;
      case Preference.Datacenters(List<String> _) -> 0;
      case Preference.Nearest() -> ALL;
      case Preference.ByMap(String name) ->
          map(maps, name).geo().containsValue(new GeoMap.Order.Nearest())
              ? map(maps, name).nearestLimit() + rule.excludeDatacenters().size()
              : 0;
    };
  }

  /** The map, which is there. */
  static GeoMap map(Map<String, GeoMap> maps, String name) {
    GeoMap map = maps.get(name);
    if (map == null) {
      throw new IllegalArgumentException("no map " + name);
    }
    return map;
  }

  /** Whether whoever tells places apart by these tells them apart by the others too. */
  boolean cover(Distinctions others) {
    return nearest >= others.nearest
        && codes.containsAll(others.codes)
        && asns.containsAll(others.asns);
  }

  /** Both. */
  Distinctions and(Distinctions others) {
    Set<PlaceCode> allCodes = new HashSet<>(codes);
    allCodes.addAll(others.codes);
    Set<Long> allAsns = new HashSet<>(asns);
    allAsns.addAll(others.asns);
    return new Distinctions(allCodes, allAsns, Math.max(nearest, others.nearest));
  }
}
