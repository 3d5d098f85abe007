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
import java.util.function.IntBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Rules of policies → topologies, over one generation's databases, datacenters and maps. For one
 * thread.
 */
public final class TopologyCompiler {
  private static final int EMBEDDED = -1; // in place of a net's number
  private static final int UNREACHED = PrefixTrie.MOST_ROUTES - 1; // no query ends on it

  private final PlaceTable places;
  private final Map<String, GeoMap> maps;
  private final Nearest nearest;
  private final Map<List<Steering>, Routes> before;
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
    this(places, Map.copyOf(maps), new Nearest(datacenters), Map.of());
  }

  private TopologyCompiler(
      PlaceTable places,
      Map<String, GeoMap> maps,
      Nearest nearest,
      Map<List<Steering>, Routes> before) {
    this.places = places;
    this.maps = maps;
    this.nearest = nearest;
    this.before = before;
  }

  /**
   * A compiler of the next generation, of which databases, datacenters and maps are the same: what
   * this one compiled it gives again, as the identical object.
   */
  public TopologyCompiler next() {
    return new TopologyCompiler(places, maps, nearest, compiled);
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
        List.copyOf(key),
        steering -> {
          Routes known = before.get(steering);
          return known != null
              ? known
              : new Compilation(new RouteChoice(rules, maps, nearest)).routes();
        });
  }

  /** One policy on its way. */
  private final class Compilation {
    private final RouteChoice choice;
    private final NetTree nets;
    private final Map<Route, Integer> routes = new LinkedHashMap<>();
    private final Map<Long, Integer> routeOfPair = new HashMap<>();
    private final int[] routeOfPlace = new int[places.size()]; // route + 1 in no net, 0 = undecided

    Compilation(RouteChoice choice) {
      this.choice = choice;
      this.nets = new NetTree(choice.nets());
    }

    Routes routes() {
      Partition v4 = places.partition(false).join(nets.partition(false), this::route);
      Partition v6 = places.partition(true).join(netsBesideIpv4(), routeBesideIpv4(v4));
      if (routes.size() > UNREACHED) {
        throw new IllegalArgumentException(routes.size() + " different routes");
      }
      Topology topology =
          v4.runs() == 1 && v6.runs() == 1
              ? Topology.everywhere()
              : new Topology(PrefixTrie.of(v4), PrefixTrie.of(v6), routes.size());
      return new Routes(topology, List.copyOf(routes.keySet()));
    }

    /** Declared IPv6 networks, cut by those of embedded IPv4. */
    private Partition netsBesideIpv4() {
      return nets.partition(true)
          .join(EmbeddedIpv4.prefixes(), (net, embedded) -> embedded == 0 ? net : EMBEDDED);
    }

    /**
     * Addresses with IPv4 in them are looked up as that (S-5). Among IPv6 they only end the scopes
     * of what lies around them, unless all of IPv4 has one route: then they have it too.
     */
    private IntBinaryOperator routeBesideIpv4(Partition v4) {
      int embedded = v4.runs() == 1 ? v4.value(0) : UNREACHED;
      return (place, net) -> net == EMBEDDED ? embedded : route(place, net);
    }

    /**
     * A route is decided once for each pair of place and net that meet somewhere. Nearly all places
     * meet no net: theirs are kept in an array, as there are half a million networks to go through.
     */
    private int route(int place, int net) {
      int known = net == 0 ? routeOfPlace[place] : 0;
      return known != 0 ? known - 1 : decide(place, net);
    }

    private int decide(int place, int net) {
      int route =
          routeOfPair.computeIfAbsent(
              (long) place << 32 | net,
              _ -> number(choice.route(places.place(place), nets.net(net))));
      routeOfPlace[place] = net == 0 ? route + 1 : routeOfPlace[place];
      return route;
    }

    private int number(Route route) {
      return routes.computeIfAbsent(route, _ -> routes.size());
    }
  }
}
