package gslb.geo;

import gslb.zones.Datacenter;
import gslb.zones.GeoMap;
import gslb.zones.Preference;
import gslb.zones.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules of policies → topologies, over one generation's databases, datacenters and maps. All of
 * them share one atlas, which tells places apart by all that any of them goes by. For one thread.
 */
public final class TopologyCompiler {
  private final PlaceTable places;
  private final Map<String, GeoMap> maps;
  private final Nearest nearest;
  private @Nullable PolicyCompiler policies;
  private Map<List<Steering>, Routes> before;
  private final Map<List<Steering>, Routes> compiled = new HashMap<>();

  /** What of a rule decides a route; pools and shares do not. */
  private record Steering(Rule.@Nullable Condition when, Set<String> excluded, Preference prefer) {}

  /**
   * A compiler.
   *
   * @param maps by name; every map that a rule names
   */
  public TopologyCompiler(
      PlaceTable places, Collection<Datacenter> datacenters, Map<String, GeoMap> maps) {
    this(places, Map.copyOf(maps), new Nearest(datacenters), null, Map.of());
  }

  private TopologyCompiler(
      PlaceTable places,
      Map<String, GeoMap> maps,
      Nearest nearest,
      @Nullable PolicyCompiler policies,
      Map<List<Steering>, Routes> before) {
    this.places = places;
    this.maps = maps;
    this.nearest = nearest;
    this.policies = policies;
    this.before = before;
  }

  /**
   * A compiler of the next generation, of which databases, datacenters and maps are the same: what
   * this one compiled it gives again, as the identical object, unless {@link #prepare} finds that
   * places must be told apart by more.
   */
  public TopologyCompiler next() {
    return new TopologyCompiler(places, maps, nearest, policies, compiled);
  }

  /**
   * Compiles the rules of many policies: goes through the databases once for all of them, and only
   * if some tell places apart by what none did before.
   *
   * @param all the rules of each policy
   */
  public void prepare(Collection<List<Rule>> all) {
    Distinctions wanted = Distinctions.of(all, maps);
    PolicyCompiler present = policies;
    if (present == null || !present.atlas().distinctions().cover(wanted)) {
      present = over(wanted);
      policies = present;
      before = Map.of(); // what it holds is over another atlas, and one is enough to keep
    }
    Map<List<Steering>, List<Rule>> waiting = new LinkedHashMap<>();
    for (List<Rule> rules : all) {
      List<Steering> key = key(rules);
      if (!before.containsKey(key) && !compiled.containsKey(key)) {
        waiting.putIfAbsent(key, rules);
      }
    }
    List<Routes> routes = present.compile(List.copyOf(waiting.values()));
    int next = 0;
    for (List<Steering> key : waiting.keySet()) {
      compiled.put(key, routes.get(next++));
    }
  }

  private PolicyCompiler over(Distinctions distinctions) {
    return new PolicyCompiler(KindAtlas.of(places, nearest, distinctions), maps);
  }

  /**
   * The rules of one policy, compiled. Rules with equal conditions, preferences and exclusions give
   * the identical object, so that policies share a topology. Those that were not {@linkplain
   * #prepare prepared} are compiled alone.
   *
   * @param rules in the order of the policy; the last has no condition
   */
  public Routes compile(List<Rule> rules) {
    List<Steering> key = key(rules);
    Routes known = compiled.get(key);
    if (known == null) {
      known = before.get(key);
      known = known != null ? known : covering(rules).compile(List.of(rules)).getFirst();
      compiled.put(key, known);
    }
    return known;
  }

  private static List<Steering> key(List<Rule> rules) {
    List<Steering> key = new ArrayList<>();
    for (Rule rule : rules) {
      key.add(new Steering(rule.when(), rule.excludeDatacenters(), rule.prefer()));
    }
    return List.copyOf(key);
  }

  private PolicyCompiler covering(List<Rule> rules) {
    Distinctions wanted = Distinctions.of(rules, maps);
    PolicyCompiler present = policies;
    if (present != null && present.atlas().distinctions().cover(wanted)) {
      return present;
    }
    PolicyCompiler wider =
        over(present == null ? wanted : present.atlas().distinctions().and(wanted));
    policies = wider;
    return wider;
  }

  /** Memory that all topologies share, in bytes. */
  long sharedBytes() {
    return policies == null ? 0 : policies.atlas().bytes();
  }
}
