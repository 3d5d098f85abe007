package gslb.geo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A query's look-up leaves nothing for the collector. */
class LocateAllocationTest {
  private static final int LOOKUPS = 100_000;

  private static final Topology TOPOLOGY =
      new TopologyCompiler(PlaceTable.bundled(), Text.DATACENTERS, Map.of())
          .compile(List.of(Text.rule("* | nearest")))
          .topology();

  @Test
  void noBytes() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Random random = new Random(1);
    long[] bits = random.longs(2 * LOOKUPS).toArray();
    long sum = lookups(bits); // classes are loaded now
    long before = threads.getCurrentThreadAllocatedBytes();

    sum += lookups(bits);

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isZero();
    assertThat(sum).isPositive();
  }

  private static long lookups(long[] bits) {
    long sum = 0;
    for (int i = 0; i < bits.length; i += 2) {
      sum += TOPOLOGY.locate(false, bits[i], 0);
      sum += TOPOLOGY.locate(true, bits[i] >>> 3 | 0x2000_0000_0000_0000L, bits[i + 1]);
      sum += TOPOLOGY.locate(true, 0, 0xffff_0000_0000L | bits[i] >>> 32);
    }
    return sum;
  }
}
