package gslb.server.stats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How long a sample of one worker's answers took to make, without the system calls around them:
 * buckets of which two make an octave, from 1 µs to 1 s. Written by that worker alone, read by any
 * thread, as {@link QueryCounters} are.
 */
public final class AnswerTimes {
  /**
   * One answer in so many is timed: a power of two, and few enough that the clock costs nothing.
   */
  static final int SAMPLE = 64;

  private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int FIRST_OCTAVE = 10; // 2^10 ns
  private static final int OCTAVES = 20; // up to 2^30 ns

  /** Below the first octave, two an octave, above the last. */
  static final int BUCKETS = 2 + 2 * OCTAVES;

  private static final int SUM = BUCKETS;
  private static final int PAD = 16; // see QueryCounters

  private final long[] counts = new long[PAD + BUCKETS + 1 + PAD];
  private int seen;

  /** Whether the next answer is to be timed. Only the owning worker may call it. */
  public boolean due() {
    return (seen++ & (SAMPLE - 1)) == 0;
  }

  /**
   * An answer was made. Only the owning worker may call it.
   *
   * @param nanos 0 or more
   */
  public void took(long nanos) {
    add(bucket(nanos), 1);
    add(SUM, nanos);
  }

  private void add(int at, long more) {
    COUNT.setOpaque(counts, PAD + at, counts[PAD + at] + more);
  }

  /** How many answers fell into a bucket. */
  long count(int bucket) {
    return (long) COUNT.getOpaque(counts, PAD + bucket);
  }

  /** Nanoseconds of all of them. */
  long nanos() {
    return (long) COUNT.getOpaque(counts, PAD + SUM);
  }

  static int bucket(long nanos) {
    int octave = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
    if (octave < FIRST_OCTAVE) {
      return 0;
    }
    int upperHalf = (int) (nanos >>> (octave - 1)) & 1;
    return Math.min(1 + 2 * (octave - FIRST_OCTAVE) + upperHalf, BUCKETS - 1);
  }

  /** The first duration above a bucket in seconds; the last bucket's is infinite. */
  static double end(int bucket) {
    if (bucket == BUCKETS - 1) {
      return Double.POSITIVE_INFINITY;
    }
    long octave = 1L << (FIRST_OCTAVE + bucket / 2);
    return (bucket % 2 == 0 ? octave : octave + octave / 2) / 1e9;
  }
}
