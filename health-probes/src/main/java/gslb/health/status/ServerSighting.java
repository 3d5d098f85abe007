package gslb.health.status;

import java.time.Duration;

/**
 * A server's heartbeat as its receiver sees it.
 *
 * @param beat the newest of its node
 * @param age since it last advanced, by the receiver's monotonic clock (S-18); since it was first
 *     met if it never did
 * @param live whether it has ever advanced before the receiver's eyes
 */
public record ServerSighting(Heartbeat beat, Duration age, boolean live) {

  /** Ten beats: a cut of a second or two is no news. */
  public static final Duration FRESH = Duration.ofSeconds(10);

  /** Whether the server still speaks. */
  public boolean fresh() {
    return live && age.compareTo(FRESH) <= 0;
  }
}
