package gslb.health.verdict;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much of its weight an endpoint is fit for, apart from being up or not (S-11, S-21). Follows
 * what the vantages measure, but slowly: a difference below {@value #HYSTERESIS} is noise, and no
 * step is larger than {@value #STEP} nor follows another within {@link #HOLD}. Pure.
 *
 * @param up the verdict it was last told
 * @param cameBack whether it was seen to come up since it is watched
 * @param upSinceNanos when; valid with {@code cameBack}
 * @param measured what the vantages measure, smoothed over {@link #SMOOTHED}, 0..1
 * @param lookedNanos when it was last told
 * @param quality what follows it, 0..1
 * @param changedNanos when that last changed
 */
public record Fitness(
    boolean up,
    boolean cameBack,
    long upSinceNanos,
    double measured,
    long lookedNanos,
    double quality,
    long changedNanos) {

  /** The time over which what is measured is smoothed. */
  static final Duration SMOOTHED = Duration.ofSeconds(30);

  /** Measured and damped quality that differ by less are left alone. */
  static final double HYSTERESIS = 0.1;

  /** The largest change at a time. */
  static final double STEP = 0.1;

  /** Between two changes at least. */
  public static final Duration HOLD = Duration.ofSeconds(10);

  /** A ramp goes up in so many steps, the first of them at once. */
  public static final int RAMP_STEPS = 16;

  private static final double GOOD = 0.995;
  private static final double ROUNDING = 1e-9;
  private static final double PERCENT = 100;

  /**
   * The fitness under the next verdict.
   *
   * @param last null = it was not watched before: it is taken for fit, and for up all along
   * @param nowNanos of a monotonic clock
   */
  public static Fitness next(@Nullable Fitness last, Verdict verdict, long nowNanos) {
    if (last == null) {
      double first = measured(verdict);
      double measured = Double.isNaN(first) ? 1 : first;
      return new Fitness(verdict.up(), false, 0, measured, nowNanos, 1, nowNanos);
    }
    boolean comes = verdict.up() && !last.up;
    double measured = last.smoothed(measured(verdict), nowNanos);
    double quality = last.damped(measured, nowNanos);
    return new Fitness(
        verdict.up(),
        comes || last.cameBack,
        comes ? nowNanos : last.upSinceNanos,
        measured,
        nowNanos,
        quality,
        quality == last.quality ? last.changedNanos : nowNanos);
  }

  private double smoothed(double now, long nowNanos) {
    double weight = 1 - Math.exp((lookedNanos - nowNanos) / (double) SMOOTHED.toNanos());
    return Double.isNaN(now) ? measured : measured + weight * (now - measured);
  }

  private double damped(double measured, long nowNanos) {
    boolean noise =
        Math.abs(measured - quality) < HYSTERESIS - ROUNDING
            && !(measured >= GOOD && quality < measured);
    if (noise || nowNanos - changedNanos < HOLD.toNanos()) {
      return quality;
    }
    // In whole steps, so that all servers come to the same values.
    double step = Math.clamp(measured - quality, -STEP, STEP);
    return Math.clamp(Math.round((quality + step) * PERCENT) / PERCENT, 0, 1);
  }

  /** The mean over the vantages that count; not a number where none does. */
  private static double measured(Verdict verdict) {
    return verdict.vantages().stream().mapToInt(Vote::quality).average().orElse(Double.NaN)
        / PERCENT;
  }

  /**
   * The share of its clients it takes while it ramps up, in {@value #RAMP_STEPS}ths, 1 to all. It
   * only grows until it goes down again, and so does the set of client prefixes (S-21).
   *
   * @param ramp how long it takes; zero = it takes all at once
   */
  public int ramped(Duration ramp, long nowNanos) {
    if (!cameBack || ramp.isZero()) {
      return RAMP_STEPS;
    }
    long steps = 1 + RAMP_STEPS * (nowNanos - upSinceNanos) / ramp.toNanos();
    return (int) Math.min(RAMP_STEPS, steps);
  }
}
