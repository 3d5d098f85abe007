package gslb.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import gslb.geo.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole server whose database is replaced: what its metrics say, what it starts with. */
class LivingGeoTest {
  private static final String ZONE =
      """
      $TTL 60
      @ SOA ns1 hostmaster 1 7200 900 1209600 300
        NS ns1
      ns1 A 192.0.2.1
      """;

  @TempDir Path folder;

  private final FreePorts ports = new FreePorts();

  private OwnServer start() throws IOException, StartException {
    return OwnServer.start(
        folder, "ns1", ports.next(), ports.next(), "geo: {databases: [city.mmdb]}");
  }

  private static byte[] world(int networks) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < networks; i++) {
      lines.append("5.%d.0.0/17 EU DE BY %d.5 8.6%n".formatted(i, i % 60));
    }
    return TestDatabase.city(lines.toString());
  }

  @Test
  void aBadDatabaseShowsAndAGoodOneIsTaken() throws Exception {
    OwnServer.zones(folder, "ns1", Map.of("example.org", ZONE));
    Path file = folder.resolve("city.mmdb");
    assertThatThrownBy(this::start)
        .isInstanceOf(StartException.class)
        .hasMessageStartingWith(file + ": no such file; there is no last good copy of it under ");

    Files.write(file, world(100));
    try (OwnServer server = start()) {
      assertThat(server.metrics())
          .contains("gslb_geo_refused 0.0", "gslb_geo_age_seconds{database=\"" + file + "\"} ");
      Files.write(file, world(20));
      server.lookAgain();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> server.metrics().contains("gslb_geo_refused 1.0"));
      Files.write(file, world(120));
      server.lookAgain();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> server.metrics().contains("gslb_geo_refused 0.0"));
    }

    Files.delete(file);
    try (OwnServer server = start()) {
      assertThat(server.metrics()).contains("gslb_geo_refused 1.0");
    }
  }
}
