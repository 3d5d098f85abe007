package gslb.bench;

import gslb.server.limit.Action;
import gslb.server.limit.RateLimiter;
import gslb.server.limit.RateRule;
import gslb.server.wire.CookieSecret;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What rate limiting adds to an answer: a keyed hash and a bucket. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LimitBenchmark {

  /** How many networks ask: one bucket, as many as the table holds easily, or far more. */
  @Param({"1", "1000", "16000000"})
  public int networks = 1;

  private RateLimiter limiter = RateLimiter.NONE;
  private int client;

  /** An empty table. */
  @Setup
  public void make() {
    RateRule rule = new RateRule(RateRule.Mode.COUNT, 200, 2, 24, 56, List.of());
    limiter = new RateLimiter(rule, new CookieSecret(1, 2));
  }

  /** One answer to the next network, a thousand answers a millisecond. */
  @Benchmark
  public Action limit() {
    client++;
    long network = Integer.toUnsignedLong(client * 0x9E3779B9) % networks;
    return limiter.action(false, network << 40, 0, 1, 1_700_000_000_000L + client / 1000);
  }
}
