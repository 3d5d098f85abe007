package gslb.health.cluster;

import java.time.Duration;

/** When to say that a count has grown: at once, then at most once a minute. For one thread. */
final class Alarm {

  static final Duration PAUSE = Duration.ofMinutes(1);

  private long told;
  private long toldNanos;

  /**
   * Whether it is to be said now; it counts as said then.
   *
   * @param count only grows
   * @param nowNanos of a monotonic clock
   */
  boolean due(long count, long nowNanos) {
    if (count == told || (told > 0 && nowNanos - toldNanos < PAUSE.toNanos())) {
      return false;
    }
    told = count;
    toldNanos = nowNanos;
    return true;
  }
}
