package gslb.geo;

import java.util.Arrays;

/**
 * One family's addresses → kind of place, and for every block around an address what else is in it:
 * enough to find, for any routes of the kinds, the largest block that has one route.
 *
 * <pre>
 *  entry of a block of one kind      63        40 39         8 7       0
 *                                   +------------+------------+---------+
 *                                   |    kind    | around + 1 |  length |
 *                                   +------------+------------+---------+
 *  around[] the block twice as large 63                      32 31      0
 *  that a block is half of          +--------------------------+-------+
 *                                   |  around it, -1 = nothing | blend |
 *                                   +--------------------------+-------+
 * </pre>
 */
final class KindTrie {
  /** So many kinds can be told apart. */
  static final int MOST_KINDS = 1 << 23;

  private final PrefixTrie blocks;
  private final long[] around;

  private KindTrie(PrefixTrie blocks, long[] around) {
    this.blocks = blocks;
    this.around = around;
  }

  /**
   * Of a partition.
   *
   * @param kinds its numbers are kinds
   * @param blends takes what its blocks hold
   */
  static KindTrie of(Partition kinds, Blends.Builder blends) {
    Build build = new Build(blends);
    PrefixTrie blocks = PrefixTrie.of(kinds, build);
    return new KindTrie(blocks, Arrays.copyOf(build.around, build.count));
  }

  /** The entry of the block of one kind an address lies in. */
  long entry(long high, long low) {
    return blocks.locate(high, low);
  }

  static int kind(long entry) {
    return (int) (entry >>> 40);
  }

  static int length(long entry) {
    return (int) entry & 0xff;
  }

  /** Index of the block around; -1 = the block is the whole space. */
  static int around(long entry) {
    return (int) (entry >>> 8) - 1;
  }

  /** What is around a block that is not of one kind, packed as drawn above. */
  long block(int index) {
    return around[index];
  }

  /** What the whole space holds. */
  int whole() {
    return around.length == 0 ? kind(entry(0, 0)) : (int) around[0];
  }

  /** Memory held, in bytes, without object headers. */
  long bytes() {
    return blocks.bytes() + 8L * around.length;
  }

  private static final class Build implements PrefixTrie.Blocks {
    private final Blends.Builder blends;
    private long[] around = new long[64];
    private int count;
    private final int[] halved =
        new int[129]; // the blocks that are being halved, the smallest last
    private int depth;
    private final int[] met = new int[130]; // blends of the halves that are through
    private int halves;

    Build(Blends.Builder blends) {
      this.blends = blends;
    }

    @Override
    public void halved() {
      if (count == around.length) {
        around = Arrays.copyOf(around, count * 2);
      }
      around[count] = (long) (depth == 0 ? -1 : halved[depth - 1]) << 32;
      halved[depth++] = count++;
    }

    @Override
    public void joined() {
      int other = met[--halves];
      int blend = blends.blend(met[--halves], other);
      around[halved[--depth]] |= blend & 0xffff_ffffL;
      met[halves++] = blend;
    }

    @Override
    public long leaf(int kind, long high, long low, int length) {
      met[halves++] = kind;
      long index = depth == 0 ? -1 : halved[depth - 1];
      return (long) kind << 40 | (index + 1) << 8 | length;
    }
  }
}
