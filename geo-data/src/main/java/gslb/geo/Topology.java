package gslb.geo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compiled, immutable: client address → route index + scope. Of geography, this is all a query
 * sees. No allocation; a handful of array reads.
 *
 * <pre>
 *  address ─► networks the policy declares ─┬─ one route ──────────────────► route, scope
 *             (most policies: none)         └─ several, by kind of place ─┐
 *  address ─► kind of place, and the blocks around it ────────────────────┴─► route, scope
 *             (the same for all policies)
 * </pre>
 */
public final class Topology {
  private static final Topology EVERYWHERE =
      everywhere(KindTrie.of(Partition.whole(0), new Blends.Builder()));

  private final Family v4;
  private final Family v6;
  private final int routes;

  /**
   * What an address of one family is looked up in.
   *
   * @param kinds shared with all topologies of the generation
   * @param outside of all nets
   * @param nets networks the policy declares, cut into blocks; null = none
   */
  record Family(KindTrie kinds, KindRoutes outside, @Nullable Nets nets) {

    int locate(long high, long low) {
      if (nets == null) {
        return outside.locate(kinds, high, low);
      }
      int found = (int) nets.blocks.locate(high, low);
      int number = found >>> 8;
      return number < nets.routes
          ? found
          : nets.several.get(number - nets.routes).locate(kinds, high, low);
    }
  }

  /**
   * Declared networks.
   *
   * @param blocks in which one route holds, or else of which none crosses the border of a network;
   *     entries are {@code number << 8 | scope}
   * @param routes numbers below it are the one route of a block
   * @param several numbers from there on: the routes of a block by kind of place
   */
  record Nets(PrefixTrie blocks, int routes, List<KindRoutes> several) {}

  Topology(Family v4, Family v6, int routes) {
    this.v4 = v4;
    this.v6 = v6;
    this.routes = routes;
  }

  private static Topology everywhere(KindTrie kinds) {
    Family all = new Family(kinds, KindRoutes.SAME, null);
    return new Topology(all, all, 1);
  }

  /** Route 0 with scope 0 for every client. */
  public static Topology everywhere() {
    return EVERYWHERE;
  }

  /**
   * Where the address belongs: route and scope packed, to be taken apart by {@link #route} and
   * {@link #scope}. Every address inside the scope has the same route.
   *
   * @param v6 the family asked
   * @param high bits 0..63 of the address, left-aligned: an IPv4 address sits in the upper 32 bits
   * @param low bits 64..127
   */
  public int locate(boolean v6, long high, long low) {
    if (!v6) {
      return v4.locate(high, 0);
    }
    long embedded = EmbeddedIpv4.of(high, low);
    if (embedded != EmbeddedIpv4.NONE) {
      int located = v4.locate(embedded << 32, 0);
      // Scope 0: all of IPv4 has one route, and among IPv6 the prefixes that embed it have it too,
      // so the scope may be shorter still than these.
      if (scope(located) != 0) {
        return located + (int) (embedded >>> 32); // scope + at most 96 stays below 256
      }
    }
    return this.v6.locate(high, low);
  }

  /** Dense index into {@link Routes#routes()}. */
  public static int route(int located) {
    return located >>> 8;
  }

  /** Prefix length in the family asked, 0..32 or 0..128. */
  public static int scope(int located) {
    return located & 0xff;
  }

  /** How many routes there are; {@link #route} stays below. */
  public int routes() {
    return routes;
  }
}
