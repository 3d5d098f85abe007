package gslb.geo;

import gslb.geo.RouteChoice.NetKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One policy on its way.
 *
 * <pre>
 *  nets the policy names ─► NetKind: what it can tell of each ─► a realm for each kind of net
 *  realm × kind of place ─► RouteChoice ─► route
 *  nets, cut into blocks ─► one route, or those of the realm by kind of place
 * </pre>
 */
final class PolicyCompilation {
  private static final int SEVERAL = PolicyCompiler.SEVERAL;
  private static final int MOST_ROUTES = 1 << 23; // beside the scope in an int

  private final PolicyCompiler compiler;
  private final RouteChoice choice;
  private final NetTree nets;
  private final int[] realmOfNet;
  private final Map<Route, Integer> routes = new LinkedHashMap<>();
  private final List<Realm> realms = new ArrayList<>(); // the first is outside of all networks

  /** Networks of one kind and what clients in them get. */
  private static final class Realm {
    final int route; // of all of them, or SEVERAL
    final int[] byKind; // by kind of place; not used where there is one route, but outside

    Realm(int route, int[] byKind) {
      this.route = route;
      this.byKind = byKind;
    }
  }

  PolicyCompilation(PolicyCompiler compiler, RouteChoice choice, KindTable.Seen seen) {
    this.compiler = compiler;
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
    if (one == null) {
      return new Realm(SEVERAL, seen.byKind(kind -> number(choice.route(kind, net))));
    }
    int number = number(one);
    return new Realm(number, realms.isEmpty() ? seen.byKind(_ -> number) : new int[0]);
  }

  private int number(Route route) {
    return routes.computeIfAbsent(route, _ -> routes.size());
  }

  Routes routes() {
    if (routes.size() > MOST_ROUTES) {
      throw new IllegalArgumentException(routes.size() + " different routes");
    }
    return new Routes(
        routes.size() == 1 ? Topology.everywhere() : topology(), List.copyOf(routes.keySet()));
  }

  /**
   * Addresses with IPv4 in them are looked up as that (S-5). Among IPv6 they only end the scopes of
   * what lies around them, unless all of IPv4 has one route: then they have it too.
   */
  private Topology topology() {
    Topology.Family v4 = family(false, SEVERAL);
    int all = v4.locate(0, 0);
    int ofIpv4 = Topology.scope(all) == 0 ? Topology.route(all) : SEVERAL;
    return new Topology(v4, family(true, ofIpv4), routes.size());
  }

  private Topology.Family family(boolean v6, int embedded) {
    KindTrie kinds = v6 ? compiler.atlas().v6() : compiler.atlas().v4();
    KindRoutes[] painted = new KindRoutes[realms.size()];
    for (int realm = 0; realm < painted.length; realm++) {
      boolean one = realm > 0 && realms.get(realm).route != SEVERAL;
      painted[realm] = one ? painted[0] : painted(realms.get(realm).byKind, embedded);
    }
    boolean none = nets.partition(v6).runs() == 1 && nets.partition(v6).value(0) == 0;
    return new Topology.Family(kinds, painted[0], none ? null : nets(v6, kinds, painted, embedded));
  }

  private KindRoutes painted(int[] byKind, int embedded) {
    byKind[compiler.atlas().embedded()] = embedded;
    return compiler.painted(byKind);
  }

  private Topology.Nets nets(boolean v6, KindTrie kinds, KindRoutes[] painted, int embedded) {
    Partition inRealms = nets.partition(v6).map(net -> realmOfNet[net]);
    if (v6) {
      int ofIpv4 = realms.size();
      inRealms =
          inRealms.join(EmbeddedIpv4.prefixes(), (realm, form) -> form == 0 ? realm : ofIpv4);
    }
    Partition.Builder numbers = new Partition.Builder(inRealms.runs());
    PrefixTrie.of(
        inRealms,
        (realm, high, low, length) -> {
          int route =
              realm == realms.size()
                  ? embedded
                  : realms.get(realm).route != SEVERAL
                      ? realms.get(realm).route
                      : painted[realm].single(kinds, high, low, length);
          // What is embedded and has several routes is looked up elsewhere.
          int several = routes.size() + (realm == realms.size() ? 0 : realm);
          numbers.run(high, low, route != SEVERAL ? route : several);
          return 0;
        });
    return new Topology.Nets(PrefixTrie.of(numbers.build()), routes.size(), List.of(painted));
  }
}
