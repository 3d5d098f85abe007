package gslb.server.limit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Token buckets of one size in a table of fixed size, written by every worker.
 *
 * <p>A bucket is the moment at which it is full again: each token taken moves that moment on by one
 * interval, and a moment more than a second away means that no token is left (GCRA, the leaky
 * bucket of ATM). So a bucket is one long, and one compare-and-set changes it.
 *
 * <pre>
 *   63                  44 43     40 39                                      0
 *  +----------------------+---------+-----------------------------------------+
 *  |  tag (20)            | turn (4)|  full again, microseconds (40)          |
 *  +----------------------+---------+-----------------------------------------+
 * </pre>
 *
 * <p>Eight buckets make a set, about a cache line. A key without a bucket takes the fullest one of
 * its set over: mostly that one is full, and nothing is forgotten. Where all eight are in use, the
 * least used is, so that a flood from everywhere makes the table forget and not grow.
 */
final class TokenBuckets {
  private static final VarHandle BUCKET = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int SETS = 1 << 13;
  private static final int WAYS = 8;
  private static final int TAG_SHIFT = 44;
  private static final int TURN_SHIFT = 40;
  private static final int TURN_MASK = 0xF;
  private static final long TIME_MASK = (1L << TURN_SHIFT) - 1;
  private static final int BEYOND_TIME = Long.SIZE - TURN_SHIFT;
  private static final long SECOND = 1_000_000; // microseconds, as all times here

  /** Half a megabyte. */
  private final long[] buckets = new long[SETS * WAYS];

  private final long interval;
  private final int slip;

  /**
   * @param perSecond tokens a bucket gains in a second, and holds when full
   * @param slip every how manieth failure to get a token is a slip; 0 = none
   */
  TokenBuckets(int perSecond, int slip) {
    this.interval = SECOND / perSecond;
    this.slip = slip;
  }

  /**
   * Takes tokens, all or none.
   *
   * @param key a keyed hash, so that nobody can aim at a bucket
   * @param nowMillis wall time; a clock set back fills buckets, set forward too
   * @param tokens 1 or more, far fewer than a bucket holds
   */
  Action take(long key, long nowMillis, int tokens) {
    long now = nowMillis * 1000 & TIME_MASK;
    long tag = key >>> TAG_SHIFT;
    int set = ((int) key & SETS - 1) * WAYS;
    while (true) {
      int at = place(set, tag, now);
      long bucket = (long) BUCKET.getOpaque(buckets, at);
      boolean own = bucket >>> TAG_SHIFT == tag;
      long owed = own ? owed(bucket, now) : 0;
      int turn = own ? (int) (bucket >>> TURN_SHIFT) & TURN_MASK : 0;
      long more = interval * tokens;
      boolean taken = owed + more <= SECOND;
      Action action = taken ? Action.SEND : turn == 0 && slip > 0 ? Action.SLIP : Action.DROP;
      long full = now + owed + (taken ? more : 0) & TIME_MASK;
      long next = tag << TAG_SHIFT | (long) (taken ? turn : after(turn)) << TURN_SHIFT | full;
      // A failure means that another worker took a token of it meanwhile.
      if (BUCKET.compareAndSet(buckets, at, bucket, next)) {
        return action;
      }
    }
  }

  private int after(int turn) {
    return turn + 1 >= slip ? 0 : turn + 1;
  }

  /** The key's bucket in its set, or the one it may have. */
  private int place(int set, long tag, long now) {
    for (int at = set; at < set + WAYS; at++) {
      if ((long) BUCKET.getOpaque(buckets, at) >>> TAG_SHIFT == tag) {
        return at;
      }
    }
    int fullest = set;
    long least = Long.MAX_VALUE;
    for (int at = set; at < set + WAYS && least > 0; at++) {
      long owed = owed((long) BUCKET.getOpaque(buckets, at), now);
      if (owed < least) {
        least = owed;
        fullest = at;
      }
    }
    return fullest;
  }

  /** How long until the bucket is full, 0..1 s. More than that is a moment of long ago. */
  private static long owed(long bucket, long now) {
    long ahead = (bucket - now) << BEYOND_TIME >> BEYOND_TIME; // 40 bits, serial arithmetic
    return ahead < 0 || ahead > SECOND ? 0 : ahead;
  }
}
