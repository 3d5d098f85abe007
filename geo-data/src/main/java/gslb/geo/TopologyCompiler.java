package gslb.geo;

import gslb.zones.Datacenter;
import gslb.zones.GeoMap;
import gslb.zones.Preference;
import gslb.zones.Prefix;
import gslb.zones.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Rules of policies → topologies, over one generation's databases, datacenters and maps. For one
 * thread.
 */
public final class TopologyCompiler {
  private final PlaceTable places;
  private final Map<String, GeoMap> maps;
  private final Nearest nearest;
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
    this.places = places;
    this.maps = Map.copyOf(maps);
    this.nearest = new Nearest(datacenters);
  }

  /**
   * The rules of one policy, compiled. Rules with equal conditions, preferences and exclusions give
   * the identical object, so that policies share a topology.
   *
   * @param rules in the order of the policy; the last has no condition
   */
  public Routes compile(List<Rule> rules) {
    List<Steering> key = new ArrayList<>();
    for (Rule rule : rules) {
      key.add(new Steering(rule.when(), rule.excludeDatacenters(), rule.prefer()));
    }
    return compiled.computeIfAbsent(
        List.copyOf(key), _ -> new Compilation(new RouteChoice(rules, maps, nearest)).routes());
  }

  /** One policy on its way. */
  private final class Compilation {
    private final RouteChoice choice;
    private final NetTree nets;
    private final Map<Route, Integer> routes = new LinkedHashMap<>();
    private final Map<Long, Integer> routeOfPair = new HashMap<>();

    Compilation(RouteChoice choice) {
      this.choice = choice;
      this.nets = new NetTree(choice.nets());
    }

    Routes routes() {
      Partition v4 = routePartition(false);
      Partition v6 = markEmbedded(routePartition(true), v4);
      if (routes.size() >= PrefixTrie.MOST_ROUTES) {
        throw new IllegalArgumentException(routes.size() + " different routes");
      }
      Topology topology =
          v4.runs() == 1 && v6.runs() == 1
              ? Topology.everywhere()
              : new Topology(PrefixTrie.of(v4), PrefixTrie.of(v6), routes.size());
      return new Routes(topology, List.copyOf(routes.keySet()));
    }

    /** A route is decided once for each pair of place and net that meet somewhere. */
    private Partition routePartition(boolean v6) {
      IntBinaryOperator route =
          (place, net) ->
              routeOfPair.computeIfAbsent(
                  (long) place << 32 | net,
                  _ -> number(choice.route(places.place(place), nets.net(net))));
      return places.partition(v6).join(nets.partition(v6), route);
    }

    private int number(Route route) {
      return routes.computeIfAbsent(route, _ -> routes.size());
    }

    /**
     * The networks of embedded IPv4 (S-5) are looked up as IPv4. Here they must end the scopes of
     * what lies around them, unless all of IPv4 has one route: then they have it too.
     */
    private Partition markEmbedded(Partition v6, Partition v4) {
      int embedded = v4.runs() == 1 ? v4.value(0) : routes.size();
      Set<Prefix> forms = new HashSet<>();
      for (EmbeddedIpv4 form : EmbeddedIpv4.values()) {
        forms.add(new Prefix(true, form.high, form.low, form.length));
      }
      return v6.join(
          new NetTree(forms).partition(true), (route, form) -> form == 0 ? route : embedded);
    }
  }
}
