package gslb.health.verdict;

import java.time.Duration;

/**
 * One prober's say on one endpoint, as it went into a verdict, or that of a region's probers
 * together.
 *
 * @param vantage who: the name the prober's reports are under, or the region's
 * @param region where it looks from
 * @param up its status
 * @param age since its report last advanced, by our clock
 * @param reason what its last probe found
 * @param quality what it measures, 0..100
 * @param load what it was told, negative = nothing
 * @param standing whether it counted
 */
public record Vote(
    String vantage,
    String region,
    boolean up,
    Duration age,
    String reason,
    int quality,
    double load,
    Standing standing) {

  /** Why a vote counts or does not. */
  public enum Standing {
    /** It is in the denominator. */
    COUNTED,
    /** Its prober has fallen silent, or has not been heard to speak yet (S-18). */
    STALE,
    /** Its vantage was cut off and has not had the time yet to look again. */
    RETURNING,
    /** It comes from where nearly everything seems down while others do not (S-19). */
    ISOLATED
  }

  /** Whether it is in the denominator (S-17). */
  public boolean counted() {
    return standing == Standing.COUNTED;
  }

  Vote isolated() {
    return new Vote(vantage, region, up, age, reason, quality, load, Standing.ISOLATED);
  }
}
