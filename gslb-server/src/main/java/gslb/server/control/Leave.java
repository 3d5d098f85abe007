package gslb.server.control;

import gslb.health.verdict.Fitness;
import java.time.Duration;

/**
 * A member on its way out of service, or back, by an operator's word (S-22). It loses a sixteenth
 * of its clients at once and another with each sixteenth of its pool's ramp, and gets them back the
 * same way; turned round in the middle it goes on from there. Pure.
 *
 * @param leaving whether it loses clients
 * @param from how many sixteenths it had when that began
 * @param sinceNanos when that was
 */
record Leave(boolean leaving, int from, long sinceNanos) {

  /** The share of its clients it has, in {@link Fitness#RAMP_STEPS}ths, 0 to all. */
  int steps(Duration ramp, long nowNanos) {
    if (ramp.isZero()) {
      return leaving ? 0 : Fitness.RAMP_STEPS;
    }
    long gone = 1 + Fitness.RAMP_STEPS * Math.max(0, nowNanos - sinceNanos) / ramp.toNanos();
    return Math.clamp(leaving ? from - gone : from + gone, 0, Fitness.RAMP_STEPS);
  }

  /** How long until nothing changes any more. */
  Duration left(Duration ramp, long nowNanos) {
    int steps = leaving ? from : Fitness.RAMP_STEPS - from;
    Duration whole = ramp.multipliedBy(Math.max(0, steps - 1)).dividedBy(Fitness.RAMP_STEPS);
    Duration left = whole.minusNanos(nowNanos - sinceNanos);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
