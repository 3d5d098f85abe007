package gslb.geo;

import java.util.Arrays;

/**
 * One family's addresses → (route, scope): a direct index over the first 16 bits, below it nodes of
 * 8 bits, each as small as what it tells apart.
 *
 * <pre>
 *  root[65536]      entry of each value of bits 0..15
 *  entry ≥ 0        leaf:  route &lt;&lt; 8 | scope
 *  entry &lt; 0        node ~entry, decided by the next 8 bits (a slot, 0..255)
 *
 *  node = 8 groups of 32 slots, a long each, one cache line in all:
 *    63                            32 31                             0
 *   +--------------------------------+--------------------------------+
 *   | bit s set: slot s starts a run | index into entries of the run  |
 *   | of equal entries; bit 0 always | that slot 0 of the group is in |
 *   +--------------------------------+--------------------------------+
 *  entries[]        one int for each run of equal slots of a node
 * </pre>
 *
 * An IPv4 look-up reads at most 1 + 2 × 2 ints and longs, one of an IPv6 /48 1 + 4 × 2.
 */
final class PrefixTrie {
  /** Routes are held in the bits above the scope, the sign bit marks a node. */
  static final int MOST_ROUTES = 1 << 23;

  private final int[] root;
  private final long[] groups;
  private final int[] entries;

  private PrefixTrie(int[] root, long[] groups, int[] entries) {
    this.root = root;
    this.groups = groups;
    this.entries = entries;
  }

  /** The partition's numbers are the routes. */
  static PrefixTrie of(Partition routes) {
    return new Build(routes).trie();
  }

  /** Packed {@code route << 8 | scope}. */
  int locate(long high, long low) {
    int entry = root[(int) (high >>> 48)];
    int shift = 104;
    while (entry < 0) {
      int slot = (int) (shift >= 64 ? high >>> (shift - 64) : low >>> shift) & 0xff;
      long group = groups[(~entry << 3) + (slot >>> 5)];
      int startsUpToSlot = (int) (group >>> 32) << (31 - (slot & 31));
      entry = entries[(int) group + Integer.bitCount(startsUpToSlot) - 1];
      shift -= 8;
    }
    return entry;
  }

  /** Memory held, in bytes, without object headers. */
  long bytes() {
    return 4L * root.length + 8L * groups.length + 4L * entries.length;
  }

  /**
   * One pass over the runs, from the first address to the last. A block of addresses is halved
   * until it lies within one run; the first length at which it does is the scope (S-4).
   */
  private static final class Build {
    private final Partition routes;
    private final int[][] slotsAtDepth = new int[16][256];
    private long[] groups = new long[64];
    private int groupCount;
    private int[] entries = new int[64];
    private int entryCount;
    private int run; // the run the sweep is in

    Build(Partition routes) {
      this.routes = routes;
    }

    PrefixTrie trie() {
      int[] root = new int[1 << 16];
      fill(root, 0, root.length, 0, 0, 0);
      return new PrefixTrie(
          root, Arrays.copyOf(groups, groupCount), Arrays.copyOf(entries, entryCount));
    }

    /** The slots that stand for the block of that length; blocks come in ascending order. */
    private void fill(int[] slots, int from, int count, long high, long low, int length) {
      if (uniform(high, low, length)) {
        Arrays.fill(slots, from, from + count, routes.value(run) << 8 | length);
      } else if (count == 1) {
        int[] below = slotsAtDepth[length / 8];
        fill(below, 0, 256, high, low, length);
        slots[from] = append(below);
      } else {
        int half = count / 2;
        long highBit = length < 64 ? Long.MIN_VALUE >>> length : 0;
        long lowBit = length < 64 ? 0 : Long.MIN_VALUE >>> (length - 64);
        fill(slots, from, half, high, low, length + 1);
        fill(slots, from + half, half, high | highBit, low | lowBit, length + 1);
      }
    }

    private boolean uniform(long high, long low, int length) {
      while (run + 1 < routes.runs()
          && Partition.compare(routes.high(run + 1), routes.low(run + 1), high, low) <= 0) {
        run++;
      }
      return run + 1 == routes.runs()
          || Partition.commonBits(high, low, routes.high(run + 1), routes.low(run + 1)) < length;
    }

    /** A new node of 256 slots. */
    private int append(int[] slots) {
      int node = groupCount >>> 3;
      groups = groupCount == groups.length ? Arrays.copyOf(groups, groupCount * 2) : groups;
      for (int first = 0; first < 256; first += 32) {
        int starts = 1;
        if (first == 0 || slots[first] != slots[first - 1]) {
          appendEntry(slots[first]);
        }
        int base = entryCount - 1;
        for (int i = 1; i < 32; i++) {
          if (slots[first + i] != slots[first + i - 1]) {
            starts |= 1 << i;
            appendEntry(slots[first + i]);
          }
        }
        groups[groupCount++] = (long) starts << 32 | base;
      }
      return ~node;
    }

    private void appendEntry(int entry) {
      entries = entryCount == entries.length ? Arrays.copyOf(entries, entryCount * 2) : entries;
      entries[entryCount++] = entry;
    }
  }
}
