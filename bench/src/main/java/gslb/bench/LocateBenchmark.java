package gslb.bench;

import gslb.geo.Topology;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A client's address to its route: 65 536 addresses in turn, so that the caches are no help. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LocateBenchmark {
  private static final int ADDRESSES = 1 << 16;
  private static final long GLOBAL_UNICAST = 0x2000_0000_0000_0000L; // 2000::/3

  private final Topology topology =
      Example.steered(Example.healthy(), "www.example.com").topology();
  private final long[] addresses = new SplittableRandom(7).longs(ADDRESSES).toArray();
  private int next;

  /** IPv4. */
  @Benchmark
  public int ipv4() {
    return topology.locate(false, addresses[next++ & (ADDRESSES - 1)] << 32, 0);
  }

  /** IPv6, of what is assigned to somebody. */
  @Benchmark
  public int ipv6() {
    long high = addresses[next++ & (ADDRESSES - 1)] >>> 3 | GLOBAL_UNICAST;
    return topology.locate(true, high, 1);
  }
}
