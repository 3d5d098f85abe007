package gslb.geo;

/**
 * Which route each kind of place has under one policy, outside of its networks or in some of them,
 * and which blends of many kinds have a single one. Both are held in pieces, and equal pieces of
 * different policies are the identical array.
 *
 * <pre>
 *  routes[kind / 64][kind % 64]           route
 *  single[blend / 512][(blend % 512) / 64], bit blend % 64      all its kinds have one route
 * </pre>
 */
final class KindRoutes {
  static final int KINDS_SHIFT = 6;
  static final int KINDS = 1 << KINDS_SHIFT;
  static final int BLENDS_SHIFT = 9;
  static final int BLENDS = 1 << BLENDS_SHIFT;

  /** Route 0 of one kind. */
  static final KindRoutes SAME =
      new KindRoutes(new int[][] {new int[KINDS]}, new long[0][], new Blends.Builder().build());

  private final int[][] routes;
  private final long[][] single;
  private final int[] lists;

  KindRoutes(int[][] routes, long[][] single, Blends blends) {
    this.routes = routes;
    this.single = single;
    this.lists = blends.lists();
  }

  int route(int kind) {
    return routes[kind >>> KINDS_SHIFT][kind & (KINDS - 1)];
  }

  /**
   * Route and scope of an address: from its block of one kind outwards, as long as the next larger
   * block still has that one route (S-3, S-4).
   *
   * @return packed {@code route << 8 | scope}
   */
  int locate(KindTrie kinds, long high, long low) {
    long entry = kinds.entry(high, low);
    int route = route(KindTrie.kind(entry));
    int scope = KindTrie.length(entry);
    int around = KindTrie.around(entry);
    while (around >= 0) {
      long block = kinds.block(around);
      if (!has((int) block, route)) {
        break;
      }
      scope--;
      around = (int) (block >>> 32);
    }
    return route << 8 | scope;
  }

  /** The one route of a block that begins there; -1 = it has several. */
  int single(KindTrie kinds, long high, long low, int length) {
    long entry = kinds.entry(high, low);
    int route = route(KindTrie.kind(entry));
    int blend = KindTrie.kind(entry);
    int around = KindTrie.around(entry);
    for (int larger = KindTrie.length(entry) - 1; larger >= length; larger--) {
      long block = kinds.block(around);
      blend = (int) block;
      around = (int) (block >>> 32);
    }
    return has(blend, route) ? route : -1;
  }

  /** Whether all kinds of a blend have the route that one of them has. */
  private boolean has(int blend, int route) {
    if (blend >= 0) {
      return route(blend) == route;
    }
    int at = Blends.index(blend);
    if (Blends.isMany(blend)) {
      long bits = single[at >>> BLENDS_SHIFT][(at & (BLENDS - 1)) >>> 6];
      return (bits & (1L << at)) != 0;
    }
    for (int last = at + Blends.count(lists, at); last > at; last--) {
      if (route(lists[last]) != route) {
        return false;
      }
    }
    return true;
  }
}
