package gslb.server.control;

import gslb.health.verdict.Verdicts;

/**
 * What is known and wanted of members at one moment.
 *
 * @param verdicts what the vantages see
 * @param forced what operators say
 * @param holds who stays down all the same
 * @param nanos the moment
 */
public record HealthNow(Verdicts verdicts, Forced forced, Holds holds, long nanos) {

  /** Where there are verdicts and nothing else. */
  public static HealthNow of(Verdicts verdicts) {
    return new HealthNow(verdicts, Forced.NONE, Holds.NONE, 0);
  }
}
