package gslb.geo;

import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;

/**
 * One family's whole address space cut into disjoint runs, each with a number. Neighbours differ,
 * so a run is as long as it can be (S-4). Addresses are left-aligned in 128 bits.
 *
 * <pre>
 *  0 ────────┬──────────┬───┬──────────── end of the space
 *     run 0  │  run 1   │ 2 │   run 3
 *            └ start of run 1 = first address after run 0
 * </pre>
 */
final class Partition {
  private final long[] high;
  private final long[] low; // empty where every start has only zeros there
  private final int[] values;

  private Partition(long[] high, long[] low, int[] values) {
    this.high = high;
    this.low = low;
    this.values = values;
  }

  /** One run with that number. */
  static Partition whole(int value) {
    return new Partition(new long[1], new long[0], new int[] {value});
  }

  int runs() {
    return values.length;
  }

  /** Bits 0..63 of the run's first address. */
  long high(int run) {
    return high[run];
  }

  /** Bits 64..127 of the run's first address. */
  long low(int run) {
    return low.length == 0 ? 0 : low[run];
  }

  int value(int run) {
    return values[run];
  }

  /** The run the address lies in. */
  int runOf(long addressHigh, long addressLow) {
    int from = 0;
    int to = values.length - 1;
    while (from < to) {
      int middle = (from + to + 1) >>> 1;
      if (compare(high(middle), low(middle), addressHigh, addressLow) <= 0) {
        from = middle;
      } else {
        to = middle - 1;
      }
    }
    return from;
  }

  /**
   * Length of the largest aligned block around an address of the run that stays inside the run: one
   * bit more than the address shares with the nearest address outside.
   */
  int scope(int run, long addressHigh, long addressLow) {
    int scope = 0;
    if (run > 0) {
      long lowBefore = low(run) - 1;
      long highBefore = low(run) == 0 ? high(run) - 1 : high(run);
      scope = 1 + commonBits(addressHigh, addressLow, highBefore, lowBefore);
    }
    if (run + 1 < values.length) {
      scope = Math.max(scope, 1 + commonBits(addressHigh, addressLow, high(run + 1), low(run + 1)));
    }
    return scope;
  }

  /** The same cut under other numbers, neighbours that have become equal merged. */
  Partition map(IntUnaryOperator number) {
    Builder mapped = new Builder(values.length);
    for (int run = 0; run < values.length; run++) {
      mapped.run(high(run), low(run), number.applyAsInt(values[run]));
    }
    return mapped.build();
  }

  /** Both cuts at once; a run's number is made of the two it lies in. */
  Partition join(Partition other, IntBinaryOperator combine) {
    Builder joined = new Builder(values.length + other.values.length);
    int mine = 0;
    int theirs = 0;
    joined.run(0, 0, combine.applyAsInt(values[0], other.values[0]));
    while (mine + 1 < values.length || theirs + 1 < other.values.length) {
      int order = compareNext(mine, other, theirs);
      if (order <= 0) {
        mine++;
      }
      if (order >= 0) {
        theirs++;
      }
      joined.run(
          order <= 0 ? high(mine) : other.high(theirs),
          order <= 0 ? low(mine) : other.low(theirs),
          combine.applyAsInt(values[mine], other.values[theirs]));
    }
    return joined.build();
  }

  private int compareNext(int mine, Partition other, int theirs) {
    if (mine + 1 == values.length) {
      return 1;
    }
    if (theirs + 1 == other.values.length) {
      return -1;
    }
    return compare(high(mine + 1), low(mine + 1), other.high(theirs + 1), other.low(theirs + 1));
  }

  /** As unsigned 128-bit numbers. */
  static int compare(long highA, long lowA, long highB, long lowB) {
    int byHigh = Long.compareUnsigned(highA, highB);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(lowA, lowB);
  }

  /** How many leading bits the two share, 0..128. */
  static int commonBits(long highA, long lowA, long highB, long lowB) {
    return highA != highB
        ? Long.numberOfLeadingZeros(highA ^ highB)
        : 64 + Long.numberOfLeadingZeros(lowA ^ lowB);
  }

  /** Takes runs in ascending order of their starts; the first must start at zero. */
  static final class Builder {
    private long[] high;
    private long[] low;
    private int[] values;
    private int runs;
    private boolean lowUsed;

    Builder(int expected) {
      high = new long[Math.max(1, expected)];
      low = new long[high.length];
      values = new int[high.length];
    }

    /**
     * From here on the number is this one. A second call with the same start replaces the first; a
     * number equal to the one before continues that run.
     */
    Builder run(long startHigh, long startLow, int value) {
      if (runs > 0 && high[runs - 1] == startHigh && low[runs - 1] == startLow) {
        runs--;
      }
      if (runs > 0 && values[runs - 1] == value) {
        return this;
      }
      if (runs == values.length) {
        high = Arrays.copyOf(high, runs * 2);
        low = Arrays.copyOf(low, runs * 2);
        values = Arrays.copyOf(values, runs * 2);
      }
      high[runs] = startHigh;
      low[runs] = startLow;
      values[runs] = value;
      runs++;
      lowUsed |= startLow != 0;
      return this;
    }

    Partition build() {
      if (runs == 0 || high[0] != 0 || low[0] != 0) {
        throw new IllegalStateException("the first run must start at zero");
      }
      return new Partition(
          Arrays.copyOf(high, runs),
          lowUsed ? Arrays.copyOf(low, runs) : new long[0],
          Arrays.copyOf(values, runs));
    }
  }
}
