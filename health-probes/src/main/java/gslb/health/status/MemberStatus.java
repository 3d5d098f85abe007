package gslb.health.status;

/**
 * One vantage's damped opinion of an endpoint (S-16), and what it measures of it.
 *
 * @param up whether it takes the endpoint for usable
 * @param reason what its last probe found, in an operator's words, at most {@value #MAX_REASON}
 *     characters; it may contradict {@code up} while the damper waits for more of the same
 * @param quality how well the endpoint answers it beside how well it could, 0..100
 * @param load what the endpoint said of its own load, in the unit of the datacenters' capacities, 0
 *     or more; {@link #UNTOLD} where it says nothing
 */
public record MemberStatus(boolean up, String reason, int quality, double load) {

  /** Longer reasons are cut: every entry of the map stays small. */
  public static final int MAX_REASON = 160;

  /** The best quality, and that of which nobody knows better. */
  public static final int GOOD = 100;

  /** No load was told. */
  public static final double UNTOLD = -1;

  public MemberStatus {
    if (reason.length() > MAX_REASON) {
      reason = reason.substring(0, MAX_REASON - 1) + "…";
    }
    if (quality < 0 || quality > GOOD) {
      throw new IllegalArgumentException("quality " + quality);
    }
  }

  /** Of which nothing is measured. */
  public MemberStatus(boolean up, String reason) {
    this(up, reason, GOOD, UNTOLD);
  }
}
