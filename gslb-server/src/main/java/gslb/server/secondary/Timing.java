package gslb.server.secondary;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.xbill.DNS.SOARecord;

/**
 * A SOA's timers (RFC 1035 §3.3.13) within bounds: a zone's owner means well, but a slip of his
 * must neither flood his primary nor leave us with a dead zone for a year.
 *
 * @param refresh until the SOA is asked for again
 * @param retry the same after a failure
 * @param expire until an unconfirmed zone is given up; never before a refresh and a retry
 */
record Timing(Duration refresh, Duration retry, Duration expire) {
  private static final Duration LONGEST_REFRESH = Duration.ofDays(1);
  private static final Duration LONGEST_RETRY = Duration.ofHours(1);
  private static final Duration LONGEST_EXPIRE = Duration.ofDays(168);

  /** While there is no SOA yet, tries are this far apart in the end. */
  private static final Duration LONGEST_FIRST_RETRY = Duration.ofMinutes(15);

  /** Share of a wait that chance may take off, so that zones do not come due together. */
  private static final double JITTER = 0.1;

  /**
   * The timers.
   *
   * @param least for refresh and retry
   */
  static Timing of(SOARecord soa, Duration least) {
    Duration refresh = within(soa.getRefresh(), least, LONGEST_REFRESH);
    Duration retry = within(soa.getRetry(), least, LONGEST_RETRY);
    return new Timing(refresh, retry, within(soa.getExpire(), refresh.plus(retry), LONGEST_EXPIRE));
  }

  /**
   * How long to wait for a zone's first fetching to be tried again.
   *
   * @param failures so far, 1 or more; each doubles the wait
   */
  static Duration firstRetry(Duration least, int failures) {
    Duration wait = least.multipliedBy(1L << Math.min(failures - 1, 16));
    Duration longest = least.compareTo(LONGEST_FIRST_RETRY) > 0 ? least : LONGEST_FIRST_RETRY;
    return wait.compareTo(longest) > 0 ? longest : wait;
  }

  /** A little less than the wait. */
  static Duration jittered(Duration wait, RandomGenerator random) {
    return wait.minusNanos((long) (wait.toNanos() * JITTER * random.nextDouble()));
  }

  private static Duration within(long seconds, Duration least, Duration most) {
    Duration wanted = Duration.ofSeconds(seconds);
    Duration capped = wanted.compareTo(most) > 0 ? most : wanted;
    return capped.compareTo(least) < 0 ? least : capped;
  }
}
