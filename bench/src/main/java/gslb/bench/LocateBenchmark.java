package gslb.bench;

import gslb.geo.GeoDatabaseException;
import gslb.geo.PlaceTable;
import gslb.geo.Topology;
import gslb.server.snapshot.Snapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A client's address to its route. Random addresses are 65 536 in turn, so that the caches are no
 * help; clustered ones come from 256 networks, as resolvers do.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LocateBenchmark {
  private static final int ADDRESSES = 1 << 16;
  private static final int NETWORKS = 1 << 8;
  private static final long GLOBAL_UNICAST = 0x2000_0000_0000_0000L; // 2000::/3
  private static final long HOST_V4 = 0xff_0000_0000L; // the last byte
  private static final long HOST_V6 = 0xffffL; // of the first half: /48 networks

  /** The steered name whose rules are used. */
  @Param({"www", "nearest"})
  public String owner = "www";

  /** The default database, or the path of another. */
  @Param("bundled")
  public String database = "bundled";

  private Topology topology = Topology.everywhere();
  private final long[] random = new SplittableRandom(7).longs(ADDRESSES).toArray();
  private final long[] clustered = new long[ADDRESSES];
  private int next;

  /** Compiles the topology. */
  @Setup
  public void compile() throws GeoDatabaseException {
    Snapshot snapshot =
        database.equals("bundled")
            ? Example.healthy()
            : Example.over(PlaceTable.open(List.of(Path.of(database))));
    topology = Example.steered(snapshot, owner + ".example.com").topology();
    SplittableRandom hosts = new SplittableRandom(8);
    for (int i = 0; i < ADDRESSES; i++) {
      clustered[i] = random[hosts.nextInt(NETWORKS)];
      clustered[i] ^= hosts.nextLong() & (HOST_V4 | HOST_V6);
    }
  }

  /** IPv4. */
  @Benchmark
  public int ipv4() {
    return topology.locate(false, random[next++ & (ADDRESSES - 1)] & ~0xffff_ffffL, 0);
  }

  /** IPv4 of few networks. */
  @Benchmark
  public int ipv4Clustered() {
    return topology.locate(false, clustered[next++ & (ADDRESSES - 1)] & ~0xffff_ffffL, 0);
  }

  /** IPv6, of what is assigned to somebody. */
  @Benchmark
  public int ipv6() {
    return topology.locate(true, random[next++ & (ADDRESSES - 1)] >>> 3 | GLOBAL_UNICAST, 1);
  }

  /** IPv6 of few networks. */
  @Benchmark
  public int ipv6Clustered() {
    return topology.locate(true, clustered[next++ & (ADDRESSES - 1)] >>> 3 | GLOBAL_UNICAST, 1);
  }
}
