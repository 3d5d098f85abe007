package gslb.server.snapshot;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * For how long a fetched zone may be answered from. Its primaries prolong it without changing the
 * zone, so it is the one thing in a snapshot that moves: written by the thread that fetches, read
 * by whoever likes.
 */
public final class Lifetime {
  private final LongSupplier nanoClock;
  private volatile long end;

  /**
   * One that has ended.
   *
   * @param nanoClock monotonic
   */
  public Lifetime(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.end = nanoClock.getAsLong();
  }

  /** Lets it end that much later than now. */
  public void runFor(Duration time) {
    end = nanoClock.getAsLong() + time.toNanos();
  }

  /** Whether it is over. */
  public boolean ended() {
    return nanoClock.getAsLong() - end >= 0;
  }

  /** What is left of it; zero once it has ended. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, end - nanoClock.getAsLong()));
  }
}
