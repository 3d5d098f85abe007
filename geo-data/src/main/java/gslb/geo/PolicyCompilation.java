package gslb.geo;

import gslb.geo.RouteChoice.NetKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One policy on its way.
 *
 * <pre>
 *  nets the policy names ─► NetKind: what it can tell of each ─► a realm for each kind of net
 *  realm × kind of place ─► RouteChoice ─► route          (one for each kind of place: a set)
 *  nets, cut into blocks ─► one route, or the set of the realm
 * </pre>
 */
final class PolicyCompilation {
  private static final int SEVERAL = Painter.SEVERAL;
  private static final int MOST_ROUTES = 1 << 23; // beside the scope in an int

  private final KindAtlas atlas;
  private final RouteChoice choice;
  private final NetTree nets;
  private final int[] realmOfNet;
  private final List<Realm> realms = new ArrayList<>(); // the first is outside of all networks
  private final Map<Route, Integer> routes = new LinkedHashMap<>();
  private final List<int[]> sets = new ArrayList<>(); // that of the first realm, and of others

  /**
   * Networks of one kind and what clients in them get.
   *
   * @param route all of them, or {@link #SEVERAL}
   * @param set index of their routes by kind of place, where there are several, and outside
   */
  private record Realm(int route, int set) {}

  PolicyCompilation(KindAtlas atlas, RouteChoice choice, KindTable.Seen seen) {
    this.atlas = atlas;
    this.choice = choice;
    this.nets = new NetTree(choice.nets());
    this.realmOfNet = new int[nets.size()];
    Map<NetKind, Integer> realmOfKind = new HashMap<>();
    for (int net = 0; net < realmOfNet.length; net++) {
      NetKind kind = choice.kind(nets.net(net));
      realmOfNet[net] = realmOfKind.computeIfAbsent(kind, _ -> realms.size());
      if (realmOfNet[net] == realms.size()) {
        realms.add(realm(kind, seen));
      }
    }
  }

  private Realm realm(NetKind net, KindTable.Seen seen) {
    Route one = choice.route(net);
    if (one != null && !realms.isEmpty()) {
      return new Realm(number(one), 0);
    }
    int[] set =
        seen.byKind(
            kind -> number(one != null ? one : choice.route(kind, net)),
            kind -> choice.byDistance(kind, net));
    set[atlas.embedded()] = SEVERAL;
    sets.add(set);
    return new Realm(SEVERAL, sets.size() - 1);
  }

  private int number(Route route) {
    return routes.computeIfAbsent(route, _ -> routes.size());
  }

  /** What is to be painted: routes by kind of place, those outside of all networks first. */
  List<int[]> sets() {
    return sets;
  }

  /**
   * The end. Addresses with IPv4 in them are looked up as that (S-5): among IPv6 they only end the
   * scopes of what lies around them, unless all of IPv4 has one route. Then they have it too.
   *
   * @param painted the sets
   */
  Routes routes(List<KindRoutes> painted, Painter painter) {
    if (routes.size() > MOST_ROUTES) {
      throw new IllegalArgumentException(routes.size() + " different routes");
    }
    List<Route> all = List.copyOf(routes.keySet());
    if (all.size() == 1) {
      return new Routes(Topology.everywhere(), all);
    }
    Topology.Family v4 = family(false, painted, SEVERAL);
    int first = v4.locate(0, 0);
    if (Topology.scope(first) != 0) {
      return new Routes(new Topology(v4, family(true, painted, SEVERAL), all.size()), all);
    }
    int ofIpv4 = Topology.route(first);
    sets.forEach(set -> set[atlas.embedded()] = ofIpv4);
    Topology.Family v6 = family(true, painter.paint(sets), ofIpv4);
    return new Routes(new Topology(v4, v6, all.size()), all);
  }

  private Topology.Family family(boolean v6, List<KindRoutes> painted, int embedded) {
    KindTrie kinds = v6 ? atlas.v6() : atlas.v4();
    boolean none = nets.partition(v6).runs() == 1 && nets.partition(v6).value(0) == 0;
    return new Topology.Family(
        kinds, painted.getFirst(), none ? null : nets(v6, kinds, painted, embedded));
  }

  private Topology.Nets nets(boolean v6, KindTrie kinds, List<KindRoutes> painted, int embedded) {
    int ofIpv4 = realms.size();
    Partition inRealms = nets.partition(v6).map(net -> realmOfNet[net]);
    Partition besideIpv4 =
        v6
            ? inRealms.join(EmbeddedIpv4.prefixes(), (realm, form) -> form == 0 ? realm : ofIpv4)
            : inRealms;
    Partition.Builder numbers = new Partition.Builder(2 * besideIpv4.runs());
    PrefixTrie.of(
        besideIpv4,
        (number, high, low, length) -> {
          // What is embedded and has several routes is looked up elsewhere.
          Realm realm = number == ofIpv4 ? new Realm(embedded, 0) : realms.get(number);
          int route =
              realm.route == SEVERAL && number != ofIpv4
                  ? painted.get(realm.set).single(kinds, high, low, length)
                  : realm.route;
          numbers.run(high, low, route != SEVERAL ? route : routes.size() + realm.set);
          return 0;
        });
    return new Topology.Nets(PrefixTrie.of(numbers.build()), routes.size(), painted);
  }
}
