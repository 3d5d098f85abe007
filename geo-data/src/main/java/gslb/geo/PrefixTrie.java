package gslb.geo;

import java.util.Arrays;

/**
 * One family's aligned blocks of addresses → an entry each: a direct index over the first bits,
 * below it nodes of 8 bits, each as small as what it tells apart.
 *
 * <pre>
 *  root[256 or 65536]  entry of each value of the first 8 or 16 bits
 *  entry ≥ 0        leaf: what its block has
 *  entry &lt; 0        node ~entry, decided by the next 8 bits (a slot, 0..255)
 *
 *  node = 8 groups of 32 slots, a long each, one cache line in all:
 *    63                            32 31                             0
 *   +--------------------------------+--------------------------------+
 *   | bit s set: slot s starts a run | index into entries of the run  |
 *   | of equal entries; bit 0 always | that slot 0 of the group is in |
 *   +--------------------------------+--------------------------------+
 *  entries[]        one long for each run of equal slots of a node
 * </pre>
 *
 * With the root of 16 bits an IPv4 look-up reads at most 1 + 2 × 2 longs, one of an IPv6 /48 1 + 4
 * × 2.
 */
final class PrefixTrie {
  private static final int FEW_RUNS = 4096; // up to here a root of 65536 entries is not worth it

  private final int rootBits;
  private final long[] root;
  private final long[] groups;
  private final long[] entries;

  private PrefixTrie(int rootBits, long[] root, long[] groups, long[] entries) {
    this.rootBits = rootBits;
    this.root = root;
    this.groups = groups;
    this.entries = entries;
  }

  /**
   * The blocks of a partition, met from the first address to the last: each one that lies within a
   * single run and is part of no larger such block, between the halvings that lead to it.
   */
  interface Blocks {
    /** A larger block is halved; both halves come next. */
    default void halved() {}

    /** Both halves of the last block that was halved are through. */
    default void joined() {}

    /**
     * What the trie gives for the addresses of a block.
     *
     * @param number of the run it lies in
     * @param length of the block, the scope of its addresses (S-4)
     * @return not negative
     */
    long leaf(int number, long high, long low, int length);
  }

  /** Entries are the partition's numbers and the scope, {@code number << 8 | scope}. */
  static PrefixTrie of(Partition numbers) {
    return of(numbers, (number, high, low, length) -> (long) number << 8 | length);
  }

  /** Entries are what the visitor makes of each block. */
  static PrefixTrie of(Partition runs, Blocks blocks) {
    return new Build(runs, blocks).trie();
  }

  /** The entry of the block around an address, left-aligned in 128 bits. */
  long locate(long high, long low) {
    long entry = root[(int) (high >>> (64 - rootBits))];
    int shift = 120 - rootBits;
    while (entry < 0) {
      int slot = (int) (shift >= 64 ? high >>> (shift - 64) : low >>> shift) & 0xff;
      long group = groups[((int) ~entry << 3) + (slot >>> 5)];
      int startsUpToSlot = (int) (group >>> 32) << (31 - (slot & 31));
      entry = entries[(int) group + Integer.bitCount(startsUpToSlot) - 1];
      shift -= 8;
    }
    return entry;
  }

  /** Memory held, in bytes, without object headers. */
  long bytes() {
    return 8L * (root.length + groups.length + entries.length);
  }

  /**
   * One pass over the runs, from the first address to the last. A block of addresses is halved
   * until it lies within one run; the first length at which it does is the scope (S-4).
   */
  private static final class Build {
    private final Partition runs;
    private final Blocks blocks;
    private final long[][] slotsAtDepth = new long[16][256];
    private long[] groups = new long[64];
    private int groupCount;
    private long[] entries = new long[64];
    private int entryCount;
    private int run; // the run the sweep is in

    Build(Partition runs, Blocks blocks) {
      this.runs = runs;
      this.blocks = blocks;
    }

    PrefixTrie trie() {
      int rootBits = runs.runs() <= FEW_RUNS ? 8 : 16;
      long[] root = new long[1 << rootBits];
      fill(root, 0, root.length, 0, 0, 0);
      return new PrefixTrie(
          rootBits, root, Arrays.copyOf(groups, groupCount), Arrays.copyOf(entries, entryCount));
    }

    /** The slots that stand for the block of that length; blocks come in ascending order. */
    private void fill(long[] slots, int from, int count, long high, long low, int length) {
      if (uniform(high, low, length)) {
        Arrays.fill(slots, from, from + count, blocks.leaf(runs.value(run), high, low, length));
      } else if (count == 1) {
        long[] below = slotsAtDepth[length / 8];
        fill(below, 0, 256, high, low, length);
        slots[from] = append(below);
      } else {
        int half = count / 2;
        long highBit = length < 64 ? Long.MIN_VALUE >>> length : 0;
        long lowBit = length < 64 ? 0 : Long.MIN_VALUE >>> (length - 64);
        blocks.halved();
        fill(slots, from, half, high, low, length + 1);
        fill(slots, from + half, half, high | highBit, low | lowBit, length + 1);
        blocks.joined();
      }
    }

    private boolean uniform(long high, long low, int length) {
      while (run + 1 < runs.runs()
          && Partition.compare(runs.high(run + 1), runs.low(run + 1), high, low) <= 0) {
        run++;
      }
      return run + 1 == runs.runs()
          || Partition.commonBits(high, low, runs.high(run + 1), runs.low(run + 1)) < length;
    }

    /** A new node of 256 slots. */
    private int append(long[] slots) {
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

    private void appendEntry(long entry) {
      entries = entryCount == entries.length ? Arrays.copyOf(entries, entryCount * 2) : entries;
      entries[entryCount++] = entry;
    }
  }
}
