package gslb.server.stats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The counters of one worker.
 *
 * <p>Written by that worker alone, read by any thread. Writes are opaque: never torn, seen soon,
 * and as cheap as plain ones, because nobody orders anything by them. The counts sit a cache line
 * away from whatever lies around the array, so that two workers never share a line.
 */
@SuppressWarnings("EnumOrdinal") // the enum is the array's index and never leaves the process
public final class QueryCounters {
  private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(long[].class);

  /** Longs in a cache line, twice: processors fetch lines in pairs. */
  private static final int PAD = 16;

  private final long[] counts = new long[PAD + Counter.values().length + PAD];

  private final AnswerTimes times = new AnswerTimes();

  /** How long its answers took. */
  public AnswerTimes times() {
    return times;
  }

  /** One more. Only the owning worker may call it. */
  public void count(Counter counter) {
    count(counter, 1);
  }

  /** So many more. Only the owning worker may call it. */
  public void count(Counter counter, int more) {
    int i = PAD + counter.ordinal();
    COUNT.setOpaque(counts, i, counts[i] + more);
  }

  /** How many so far. */
  public long get(Counter counter) {
    return (long) COUNT.getOpaque(counts, PAD + counter.ordinal());
  }
}
