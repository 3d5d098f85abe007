package gslb.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server in a process of its own, with a heap of 256 MB, under idle connections and writers of a
 * byte a second: others are answered as before, limits hold, memory and descriptors come back.
 * Latencies are compared within a run, as machines differ.
 */
class ConnectionFloodTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int TOTAL = 11_000;
  private static final int MEMORY_MIB = 112;

  /** What the process may be larger than before, by its resident memory. */
  private static final long GROWTH_KIB = 300 << 10;

  @TempDir Path folder;
  private final FreePorts ports = new FreePorts();
  private final int dns = ports.next();
  private GslbProcess server;

  @BeforeEach
  void start() throws IOException {
    Files.createDirectories(folder.resolve("definitions/zones"));
    Files.writeString(
        folder.resolve("definitions/zones/example.org.zone"),
        """
        $ORIGIN example.org.
        $TTL 60
        @   SOA ns1.example.net. hostmaster 1 7200 900 1209600 300
            NS  ns1.example.net.
        www A   192.0.2.1
        """);
    Path config =
        Files.writeString(
            folder.resolve("server.yaml"),
            """
            schema: 1
            listen: {dns: ["127.0.0.1:%d"], admin: "127.0.0.1:%d"}
            workers: 2
            definitions: %s
            state: %s
            cluster: {listen: "127.0.0.1:%d"}
            connections: {total: %d, per_client: 100, idle: 10m, message: 5s, memory_mib: %d}
            start_wait: 100ms
            """
                .formatted(
                    dns,
                    ports.next(),
                    folder.resolve("definitions"),
                    folder.resolve("state"),
                    ports.next(),
                    TOTAL,
                    MEMORY_MIB));
    server = GslbProcess.start("serve", config, folder);
    DnsClient client = new DnsClient(dns);
    await("answers")
        .atMost(SOON)
        .ignoreExceptions()
        .until(() -> client.ask("www.example.org", "A").equals(List.of("192.0.2.1")));
  }

  @AfterEach
  void stop() {
    server.kill();
  }

  @Test
  void aFewForSeconds() throws Exception {
    flood(400, 40, Duration.ofSeconds(7));
  }

  @Test
  @Tag("load")
  void tenThousandForAMinute() throws Exception {
    flood(10_000, 500, Duration.ofMinutes(1));
  }

  private void flood(int idle, int writers, Duration time) throws Exception {
    Latencies.of(dns, Duration.ofSeconds(3)); // classes loaded, methods compiled
    Latencies before = Latencies.of(dns, Duration.ofSeconds(5));
    long residentBefore = server.residentKib();
    int descriptorsBefore = server.descriptors();

    Latencies during;
    long resident;
    try (HeldConnections held = HeldConnections.open(dns, idle, writers)) {
      await("all are open")
          .atMost(SOON)
          .until(() -> server.metric("gslb_connections_open") >= idle);
      during = Latencies.of(dns, time);
      resident = server.residentKib();
      assertThat(server.metric("gslb_connections_open")).isBetween((double) idle, (double) TOTAL);
      assertThat(server.metric("gslb_connections_memory_bytes"))
          .isLessThan((double) (MEMORY_MIB << 20));
      // A second until its first byte, 5 until it is closed, 2 until its bytes tell it so: 8.
      assertThat(server.metric("gslb_connections_closed_total{reason=\"slow\"}"))
          .as("each writer is closed again and again")
          .isGreaterThanOrEqualTo((double) writers * (time.toSeconds() / 9));
      assertThat(server.metric("gslb_connections_closed_total{reason=\"room\"}")).isZero();
      assertThat(held.idleStillOpen()).isEqualTo(idle);
    }
    System.out.printf(
        "%d idle, %d writers, %d s%n before %s%n during %s%n resident %d -> %d KiB%n",
        idle, writers, time.toSeconds(), before, during, residentBefore, resident);
    assertThat(during.lost()).isZero();
    during.assertNotMuchSlowerThan(before);
    assertThat(resident - residentBefore).isLessThan(GROWTH_KIB);
    await("descriptors come back")
        .atMost(SOON)
        .until(() -> server.descriptors() <= descriptorsBefore + 10);
    await("memory comes back")
        .atMost(SOON)
        .until(() -> server.metric("gslb_connections_memory_bytes") == 0);
  }
}
