package gslb.geo;

/**
 * Compiled, immutable: client address → route index + scope. Of geography, this is all a query
 * sees. No allocation; at most a handful of array reads.
 */
public final class Topology {
  private static final Topology EVERYWHERE = everywhere(PrefixTrie.of(Partition.whole(0)));

  private final PrefixTrie v4;
  private final PrefixTrie v6;
  private final int routes;

  Topology(PrefixTrie v4, PrefixTrie v6, int routes) {
    this.v4 = v4;
    this.v6 = v6;
    this.routes = routes;
  }

  private static Topology everywhere(PrefixTrie trie) {
    return new Topology(trie, trie, 1);
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
      // Scope 0: all of IPv4 has one route, and the IPv6 trie holds it under the embedding
      // prefixes,
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

  /** Memory it holds, in bytes. */
  public long bytes() {
    return v4 == v6 ? v4.bytes() : v4.bytes() + v6.bytes();
  }
}
