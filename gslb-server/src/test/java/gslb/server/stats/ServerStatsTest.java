package gslb.server.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sums over workers, and the names under which operators see them. */
class ServerStatsTest {
  private static final Pattern FAMILY = Pattern.compile("^# TYPE (\\S+) (\\S+)$");

  /** Words that are not the glossary's, or that name an implementation. */
  private static final List<String> NOT_OUR_WORDS =
      List.of("backend", "site", "node", "host", "cache", "vertx", "hazelcast", "micrometer");

  private final ServerStats stats = new ServerStats();

  @AfterEach
  void close() {
    stats.close();
  }

  @Test
  void sumsItsWorkers() {
    QueryCounters one = stats.worker();
    QueryCounters two = stats.worker();
    one.count(Counter.QUERIES_UDP);
    one.count(Counter.QUERIES_UDP);
    two.count(Counter.QUERIES_UDP);
    two.count(Counter.NXDOMAIN);

    assertThat(stats.total(Counter.QUERIES_UDP)).isEqualTo(3);
    assertThat(stats.totals()).containsEntry("queries.udp", 3L).containsEntry("errors", 0L);
    assertThat(stats.scrape())
        .contains("gslb_queries_total{transport=\"udp\"} 3.0")
        .contains("gslb_responses_total{rcode=\"NXDOMAIN\"} 1.0");
  }

  @Test
  void showsGaugesOfOthers() {
    stats.gauge("gslb.members", "Members by verdict", () -> 4, "verdict", "up");
    assertThat(stats.scrape()).contains("gslb_members{verdict=\"up\"} 4.0");
  }

  @Test
  void namesAreLinted() {
    List<String> faults =
        stats
            .scrape()
            .lines()
            .map(FAMILY::matcher)
            .filter(java.util.regex.Matcher::matches)
            .flatMap(family -> faults(family.group(1), family.group(2)).stream())
            .toList();
    assertThat(faults).isEmpty();
  }

  @Test
  void everyCounterIsTold() {
    Set<String> ids = new HashSet<>();
    for (Counter counter : Counter.values()) {
      assertThat(counter.meaning()).as(counter.name()).isNotBlank();
      assertThat(ids.add(counter.id())).as("%s is not unique", counter.id()).isTrue();
    }
  }

  @Test
  void everyCounterIsInTheReference() throws IOException {
    String reference =
        Files.readString(Path.of(System.getProperty("gslb.root"), "docs/ref-server.md"));
    for (Counter counter : Counter.values()) {
      assertThat(reference).contains("`" + counter.metric().replace('.', '_') + "_total");
    }
  }

  @Test
  void aCountOfAnotherRoomIsReadAfterACollectionToo() {
    AtomicLong drops = new AtomicLong(1);
    stats.sum("gslb.receive.drops", "Datagrams", () -> drops.get());
    System.gc();
    drops.set(2);
    assertThat(stats.scrape()).contains("gslb_receive_drops_total 2.0");
  }

  @Test
  void countingAllocatesNothing() {
    QueryCounters counters = stats.worker();
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    // The JVM itself may allocate on this thread while it compiles: the best round is ours.
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      countMany(counters);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isZero();
  }

  private static void countMany(QueryCounters counters) {
    for (int i = 0; i < 100_000; i++) {
      counters.count(Counter.NOERROR);
    }
  }

  private static List<String> faults(String name, String kind) {
    Set<String> faults = new TreeSet<>();
    if (!name.matches("[a-z][a-z0-9]*(_[a-z0-9]+)*")) {
      faults.add(name + ": not lower case with underscores");
    }
    if (!name.matches("(gslb|jvm|process|system)_.*")) {
      faults.add(name + ": does not say whose it is");
    }
    if (kind.equals("counter") != name.endsWith("_total")) {
      faults.add(name + ": a counter ends in _total, nothing else does");
    }
    if (name.startsWith("gslb_") && name.matches(".*(millis|_ms|minutes|kilo|mega).*")) {
      faults.add(name + ": not a base unit");
    }
    if (name.startsWith("gslb_")) {
      Arrays.stream(name.split("_"))
          .filter(NOT_OUR_WORDS::contains)
          .forEach(word -> faults.add(name + ": '" + word + "' is not a word of ours"));
    }
    return List.copyOf(faults);
  }
}
