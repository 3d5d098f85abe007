package gslb.health.status;

/**
 * One vantage's damped opinion of an endpoint (S-16).
 *
 * @param up whether it takes the endpoint for usable
 * @param reason what its last probe found, in an operator's words, at most {@value #MAX_REASON}
 *     characters; it may contradict {@code up} while the damper waits for more of the same
 */
public record MemberStatus(boolean up, String reason) {

  /** Longer reasons are cut: every entry of the map stays small. */
  public static final int MAX_REASON = 160;

  public MemberStatus {
    if (reason.length() > MAX_REASON) {
      reason = reason.substring(0, MAX_REASON - 1) + "…";
    }
  }
}
