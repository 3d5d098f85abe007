package gslb.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGHUP to a real process: an edit is served, a broken one is told and changes nothing (S-35). */
class HangupTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final FreePorts ports = new FreePorts();
  private GslbProcess server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.kill();
    }
  }

  @Test
  void anEditIsServedAndABrokenOneIsNot() throws IOException {
    int dns = ports.next();
    zone("www A 192.0.2.1");
    Path config =
        Files.writeString(
            folder.resolve("server.yaml"),
            """
            schema: 1
            listen: {dns: ["127.0.0.1:%d"], admin: "127.0.0.1:%d"}
            definitions: %s
            state: %s
            cluster: {listen: "127.0.0.1:%d"}
            start_wait: 100ms
            """
                .formatted(
                    dns,
                    ports.next(),
                    folder.resolve("definitions"),
                    folder.resolve("state"),
                    ports.next()));
    server = GslbProcess.start("serve", config, folder);
    DnsClient client = new DnsClient(dns);
    awaitAnswer(client, "192.0.2.1");

    zone("www A 192.0.2.2");
    server.hangUp();
    awaitAnswer(client, "192.0.2.2");

    zone("www A 192.0.2.300");
    server.hangUp();
    await("the refusal is told")
        .atMost(SOON)
        .until(() -> server.status().contains("\"outcome\":\"refused\""));
    assertThat(server.status()).contains("zones/example.org.zone:5:", "192.0.2.300");
    assertThat(client.ask("www.example.org", "A")).containsExactly("192.0.2.2");
  }

  private static void awaitAnswer(DnsClient client, String address) {
    await("answers " + address)
        .atMost(SOON)
        .ignoreExceptions()
        .until(() -> client.ask("www.example.org", "A").equals(List.of(address)));
  }

  private void zone(String record) throws IOException {
    Path file = folder.resolve("definitions/zones/example.org.zone");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        $ORIGIN example.org.
        $TTL 60
        @   SOA ns1.example.net. hostmaster 1 7200 900 1209600 300
            NS  ns1.example.net.
        %s
        """
            .formatted(record));
  }
}
