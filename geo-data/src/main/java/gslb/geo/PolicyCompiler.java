package gslb.geo;

import gslb.zones.GeoMap;
import gslb.zones.Rule;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rules of policies → topologies over one atlas. What a policy costs is a number for each kind of
 * place and a bit for each blend of many, less what it has in common with others. For one thread.
 */
final class PolicyCompiler {
  /** In place of a route where there is more than one. */
  static final int SEVERAL = -1;

  private final KindAtlas atlas;
  private final Map<String, GeoMap> maps;
  private final KindTable table;
  private final Pieces pieces = new Pieces();
  private final Map<List<int[]>, KindRoutes> known = new HashMap<>(); // equal pieces are identical
  private final int[] ofMany; // for one call: the route of each blend of many

  /**
   * @param maps by name
   */
  PolicyCompiler(KindAtlas atlas, Map<String, GeoMap> maps) {
    this.atlas = atlas;
    this.maps = maps;
    this.table = new KindTable(atlas);
    this.ofMany = new int[atlas.blends().many()];
  }

  KindAtlas atlas() {
    return atlas;
  }

  /** The rules of one policy, which tell places apart by no more than the atlas does. */
  Routes compile(List<Rule> rules) {
    KindTable.Seen seen = table.seenBy(Distinctions.of(rules, maps));
    return new PolicyCompilation(this, new RouteChoice(rules, maps), seen).routes();
  }

  /**
   * Routes by kind made ready for look-ups.
   *
   * @param byKind for each kind, embedded IPv4 included, a route or {@link #SEVERAL}
   */
  KindRoutes painted(int[] byKind) {
    int[][] cut = pieces.cut(byKind, KindRoutes.KINDS);
    return known.computeIfAbsent(
        Arrays.asList(cut),
        _ -> new KindRoutes(cut, pieces.cut(single(byKind), KindRoutes.BLENDS / 64), atlas.blends()));
  }

  /** A bit for each blend of many: its kinds have one route. Parts come before what they make. */
  private long[] single(int[] byKind) {
    Blends blends = atlas.blends();
    long[] single = new long[(ofMany.length + 63) / 64];
    for (int many = 0; many < ofMany.length; many++) {
      int route = route(blends, blends.left(many), byKind);
      boolean one = route != SEVERAL && route == route(blends, blends.right(many), byKind);
      ofMany[many] = one ? route : SEVERAL;
      single[many >>> 6] |= one ? 1L << many : 0;
    }
    return single;
  }

  private int route(Blends blends, int blend, int[] byKind) {
    if (blend >= 0) {
      return byKind[blend];
    }
    int at = Blends.index(blend);
    if (Blends.isMany(blend)) {
      return ofMany[at];
    }
    int route = byKind[blends.lists[at + 1]];
    for (int last = at + blends.lists[at]; last > at + 1; last--) {
      if (byKind[blends.lists[last]] != route) {
        return SEVERAL;
      }
    }
    return route;
  }
}
