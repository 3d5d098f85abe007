package gslb.health.status;

import java.time.Duration;

/**
 * A report as its receiver sees it.
 *
 * @param report the newest of its key
 * @param age since it last advanced, by the receiver's monotonic clock (S-18); since it was first
 *     met if it never did
 * @param live whether it has ever advanced before the receiver's eyes. One that has not may be the
 *     last word of a vantage that died long ago, so it does not count as fresh, however young
 * @param silence how long it had not advanced when it last came back from a silence of {@link
 *     StatusBoard#SILENCE} or more; zero if its vantage's run never fell silent
 * @param back how long ago that was
 */
public record Sighting(
    StatusReport report, Duration age, boolean live, Duration silence, Duration back) {

  /** Of a vantage that has never been silent. */
  public Sighting(StatusReport report, Duration age, boolean live) {
    this(report, age, live, Duration.ZERO, Duration.ZERO);
  }

  /** Whether the vantage still speaks: it has been seen to, no longer ago than {@code limit}. */
  public boolean fresh(Duration limit) {
    return live && age.compareTo(limit) <= 0;
  }

  /**
   * Whether the vantage was cut off for as long as it takes to turn its statuses, and has not had
   * the time yet to turn them back.
   */
  public boolean returning(Duration turned, Duration turnedBack) {
    return !silence.isZero() && silence.compareTo(turned) >= 0 && back.compareTo(turnedBack) < 0;
  }
}
