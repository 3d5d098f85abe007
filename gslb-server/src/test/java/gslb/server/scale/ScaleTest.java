package gslb.server.scale;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import gslb.geo.PlaceTable;
import gslb.server.compile.SnapshotCompiler;
import gslb.server.compile.Usability;
import gslb.server.snapshot.Snapshot;
import gslb.zones.Declarations;
import gslb.zones.DefinitionsFolder;
import gslb.zones.KnownZones;
import gslb.zones.Reading;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a million records in a thousand zones and ten thousand steered names cost. Times are of this
 * thread's processor time, so that a busy machine does not count; the bounds are there to catch
 * what grows with the square, the figures are printed.
 */
@Tag("load")
class ScaleTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir Path folder;
  private final KnownZones known = new KnownZones();
  private final SnapshotCompiler compiler = new SnapshotCompiler(PlaceTable.bundled());
  private long generation;

  @Test
  void aMillionRecords() throws IOException {
    LargeDefinitions large = LargeDefinitions.MILLION;
    large.write(folder);
    long empty = heap();

    long begun = THREADS.getCurrentThreadCpuTime();
    Snapshot snapshot = load();
    Duration loaded = since(begun);
    long perRecord = (heap() - empty) / large.records();

    Files.writeString(LargeDefinitions.zoneFile(folder, 500), large.zone(500, 2));
    begun = THREADS.getCurrentThreadCpuTime();
    Snapshot reloaded = load();
    Duration reload = since(begun);

    Duration verdict = Duration.ofDays(1);
    for (int pool = 0; pool < 100; pool++) {
      begun = THREADS.getCurrentThreadCpuTime();
      Set<String> touched = Set.of("pool" + pool);
      reloaded = compiler.replan(reloaded, Usability.ALL, touched, pool, Instant.EPOCH);
      Duration took = since(begun);
      verdict = took.compareTo(verdict) < 0 ? took : verdict;
    }
    System.out.printf(
        "load %d ms, heap %d bytes a record, reload of a zone %d ms, a pool's verdict %d us%n",
        loaded.toMillis(), perRecord, reload.toMillis(), verdict.toNanos() / 1000);
    assertThat(snapshot.steered()).hasSize(large.steeredNames());
    assertThat(loaded).isLessThan(Duration.ofSeconds(60));
    assertThat(perRecord).isLessThan(400);
    assertThat(reload).isLessThan(Duration.ofSeconds(15));
    assertThat(verdict).isLessThan(Duration.ofMillis(10));
  }

  private Snapshot load() {
    Declarations declarations =
        ((Reading.Accepted) DefinitionsFolder.read(folder, List.of(), known)).declarations();
    return compiler.compile(declarations, Usability.ALL, ++generation, 0, Instant.EPOCH);
  }

  private static Duration since(long cpuNanos) {
    return Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - cpuNanos);
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
