package gslb.health.probe;

import java.time.Duration;

/**
 * How well an endpoint answers one vantage: the share of its last {@value #WINDOW} probes that
 * succeeded, and how its latency stands beside its own baseline. What is far away is not worse than
 * what is near; what became slower than it was is.
 *
 * @param results how many results the bits hold, 0..{@value #WINDOW}
 * @param successes a bit for each result, the last one lowest
 * @param latencyMillis of the last few successes, smoothed; 0 = there was none yet
 * @param baselineMillis falls fast and rises slowly, so that it is what the endpoint can do
 */
record Quality(int results, int successes, double latencyMillis, double baselineMillis) {
  static final int WINDOW = 20;

  /** Before any result. */
  static final Quality UNKNOWN = new Quality(0, 0, 0, 0);

  /** So much more than the baseline is not told from noise. */
  private static final double TOLERATED_FACTOR = 2;

  private static final double TOLERATED_MILLIS = 10;

  /** Weights of the latest latency in what is smoothed. */
  private static final double RECENT = 1 / 4.0;

  private static final double BASELINE_FALLS = 1 / 8.0;

  /** At one probe in 5 s a latency that stays becomes the baseline in about an hour. */
  private static final double BASELINE_RISES = 1 / 500.0;

  /** After one more result. */
  Quality after(ProbeResult result) {
    int count = Math.min(WINDOW, results + 1);
    int bits = (successes << 1 | (result.succeeded() ? 1 : 0)) & (1 << WINDOW) - 1;
    return switch (result) {
      case ProbeResult.Success(Duration latency, double _, String _) -> {
        double millis = Math.max(0.001, latency.toNanos() / 1e6);
        if (latencyMillis == 0) {
          yield new Quality(count, bits, millis, millis);
        }
        double pace = millis < baselineMillis ? BASELINE_FALLS : BASELINE_RISES;
        yield new Quality(
            count,
            bits,
            latencyMillis + RECENT * (millis - latencyMillis),
            baselineMillis + pace * (millis - baselineMillis));
      }
      case ProbeResult.Failure _ -> new Quality(count, bits, latencyMillis, baselineMillis);
      case ProbeResult.Unable _ -> this;
    };
  }

  /** From 0, the worst, to 100. */
  int percent() {
    if (results == 0) {
      return 100;
    }
    double succeeded = (double) Integer.bitCount(successes) / results;
    double tolerated = TOLERATED_FACTOR * baselineMillis + TOLERATED_MILLIS;
    double fast = latencyMillis <= tolerated ? 1 : tolerated / latencyMillis;
    return (int) Math.round(100 * succeeded * fast);
  }
}
