package gslb.geo;

import com.maxmind.db.Metadata;

/**
 * The search tree of a MaxMind DB file, walked from the lowest address to the highest. The library
 * looks single addresses up and decodes what they have; walked through it, 400,000 networks took
 * over a second, and this starts a server.
 *
 * <pre>
 *  node, record size 24 or 32     left (big-endian) | right
 *  node, record size 28           left 0..23 | left 24..27 , right 24..27 | right 0..23
 *
 *  record &lt; node count: a node    = node count: nothing    &gt; node count: where its data is
 * </pre>
 */
final class MmdbTree {
  /** What the walk meets, in ascending order, disjoint, without a gap. */
  interface Visitor {
    /**
     * A network and what it has.
     *
     * @param data 0 = nothing; equal numbers have equal data
     */
    void network(long high, long low, int length, long data) throws GeoDatabaseException;
  }

  private final byte[] file;
  private final String name;
  private final long nodeCount;
  private final int recordSize;
  private final long ipv4Start;
  private final boolean v6;
  private long nodesLeft;

  /**
   * The tree a file begins with.
   *
   * @param name for messages
   */
  MmdbTree(byte[] file, String name, Metadata metadata) throws GeoDatabaseException {
    this.file = file;
    this.name = name;
    nodeCount = metadata.nodeCount();
    recordSize = metadata.recordSize();
    v6 = metadata.ipVersion() == 6;
    boolean known = recordSize == 24 || recordSize == 28 || recordSize == 32;
    if (!known || nodeCount <= 0 || nodeCount > (file.length - 16L) / (recordSize / 4)) {
      throw new GeoDatabaseException(name, "corrupt: the file is shorter than its tree", null);
    }
    requireSeparator();
    ipv4Start = v6 ? ipv4Start() : 0;
  }

  /** 16 zeros end the tree: another file's tree under this one's metadata has none there. */
  private void requireSeparator() throws GeoDatabaseException {
    int end = (int) (nodeCount * recordSize / 4);
    for (int i = end; i < end + 16; i++) {
      if (file[i] != 0) {
        throw new GeoDatabaseException(
            name, "corrupt: its tree does not end where it should", null);
      }
    }
  }

  /** IPv4 sits under 96 zero bits of the IPv6 tree; anywhere else the same node is an alias. */
  private long ipv4Start() {
    long node = 0;
    for (int i = 0; i < 96 && node < nodeCount; i++) {
      node = record(node, 0);
    }
    return node;
  }

  void walkIpv4(Visitor visitor) throws GeoDatabaseException {
    nodesLeft = nodeCount;
    walk(visitor, ipv4Start, 0, 0, 0, 32);
  }

  /**
   * IPv6 without IPv4 in it and without its aliases: both have nothing here. An IPv4-only file has
   * nothing at all here.
   */
  void walkIpv6(Visitor visitor) throws GeoDatabaseException {
    nodesLeft = nodeCount;
    walk(visitor, v6 ? 0 : nodeCount, 0, 0, 0, 128);
  }

  private void walk(Visitor visitor, long record, long high, long low, int length, int bits)
      throws GeoDatabaseException {
    boolean ipv4 = bits == 128 && record == ipv4Start && v6;
    if (ipv4 || record >= nodeCount) {
      visitor.network(high, low, length, ipv4 || record == nodeCount ? 0 : record);
      return;
    }
    // In a tree no node is met twice.
    if (length == bits || --nodesLeft < 0) {
      throw new GeoDatabaseException(name, "corrupt: the search tree has no end", null);
    }
    long highBit = length < 64 ? 1L << (63 - length) : 0;
    long lowBit = length < 64 ? 0 : 1L << (127 - length);
    walk(visitor, record(record, 0), high, low, length + 1, bits);
    walk(visitor, record(record, 1), high | highBit, low | lowBit, length + 1, bits);
  }

  private long record(long node, int side) {
    int at = (int) (node * recordSize / 4);
    return switch (recordSize) {
      case 24 -> uint24(at + side * 3);
      case 28 ->
          side == 0
              ? uint24(at) | (file[at + 3] & 0xf0L) << 20
              : uint24(at + 4) | (file[at + 3] & 0x0fL) << 24;
      default -> uint24(at + side * 4) << 8 | (file[at + side * 4 + 3] & 0xffL); // 32, as checked
    };
  }

  private long uint24(int at) {
    return (file[at] & 0xffL) << 16 | (file[at + 1] & 0xffL) << 8 | (file[at + 2] & 0xffL);
  }
}
