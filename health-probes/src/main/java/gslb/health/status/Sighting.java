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
 */
public record Sighting(StatusReport report, Duration age, boolean live) {

  /** Whether the vantage still speaks: it has been seen to, no longer ago than {@code limit}. */
  public boolean fresh(Duration limit) {
    return live && age.compareTo(limit) <= 0;
  }
}
