package gslb.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gslb.server.control.AdminClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole servers: what they know of each other, and what a broken folder or disk does to one. */
class SharedStateTest {
  private static final Duration SOON = Duration.ofSeconds(40);

  @TempDir private Path folder;
  private final FreePorts ports = new FreePorts();
  private final int[] dns = {ports.next(), ports.next()};
  private final int[] cluster = {ports.next(), ports.next()};
  private final OwnServer[] servers = new OwnServer[2];

  @AfterEach
  void stop() {
    for (OwnServer server : servers) {
      if (server != null) {
        server.close();
      }
    }
  }

  private void start(int server) throws IOException, StartException {
    servers[server] =
        OwnServer.startShared(
            folder, "ns" + server, dns[server], cluster[server], cluster[0], "key_file: c.key");
  }

  private void zone(int server, String address) throws IOException {
    OwnServer.zones(
        folder,
        "ns" + server,
        Map.of(
            "example.org",
            """
            $TTL 60
            @   SOA ns hostmaster 1 7200 900 1209600 300
                NS  ns
            ns  A   192.0.2.53
            www A   %s
            """
                .formatted(address)));
  }

  private String get(int server, String path) throws IOException, InterruptedException {
    return new AdminClient(servers[server].admin())
        .get(path, Map.of())
        .text()
        .replaceAll("\\s+", "");
  }

  private List<String> answer(int server) throws IOException {
    return new DnsClient(dns[server]).ask("www.example.org", "A");
  }

  @Test
  void everyServerShowsAllOfThemAndTheKeyRolls() throws Exception {
    Files.writeString(folder.resolve("c.key"), "the first secret of all\n");
    zone(0, "192.0.2.1");
    zone(1, "192.0.2.1");
    start(0);
    start(1);
    await()
        .atMost(SOON)
        .untilAsserted(() -> {
          for (int server : new int[] {0, 1}) {
            assertThat(get(server, "/v1/status"))
                .contains("\"node\":\"ns0\",\"region\":\"eu\",\"state\":\"fresh\"")
                .contains("\"node\":\"ns1\",\"region\":\"eu\",\"state\":\"fresh\"")
                .contains("\"healthy\":true");
          }
        });

    // The key rolls in three steps, a host at a time; nothing is ever not authentic.
    for (String secrets :
        List.of(
            "the first secret of all\nthe second secret of all",
            "the second secret of all\nthe first secret of all",
            "the second secret of all")) {
      Files.writeString(folder.resolve("c.key"), secrets);
      servers[0].lookAgain();
      servers[1].lookAgain();
    }
    zone(1, "192.0.2.2");
    servers[1].reload();
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(get(0, "/v1/status")).contains("serverns1servesotherdefinitions"));
    assertThat(get(0, "/v1/status")).contains("\"rejected\":0");
  }

  @Test
  void aBrokenFolderAtAStartIsServedFromTheStateFolder() throws Exception {
    Files.writeString(folder.resolve("c.key"), "the only secret there is\n");
    zone(0, "192.0.2.1");
    start(0);
    assertThat(answer(0)).containsExactly("192.0.2.1");
    await().atMost(SOON).until(() -> get(0, "/v1/generations").contains("\"generation\":1"));
    servers[0].close();

    zone(0, "192.0.2.300");
    start(0);
    assertThat(answer(0)).containsExactly("192.0.2.1");
    assertThat(servers[0].metrics()).contains("gslb_definitions_kept 1.0");
    assertThat(get(0, "/v1/status"))
        .contains("thedefinitionscannotbeserved;generation1is,fromthestatefolder")
        .contains("\"healthy\":false");

    zone(0, "192.0.2.2");
    servers[0].reload();
    assertThat(answer(0)).containsExactly("192.0.2.2");
    assertThat(servers[0].metrics()).contains("gslb_definitions_kept 0.0");
    AdminClient admin = new AdminClient(servers[0].admin());
    await().atMost(SOON).until(() -> get(0, "/v1/generations").contains("\"generation\":2"));
    assertThat(admin.post("/v1/rollback").code()).isEqualTo(200);
    assertThat(answer(0)).containsExactly("192.0.2.1");
  }

  /** P4, S-26: without a state folder a server serves, and says what it cannot remember. */
  @Test
  void aStateFolderThatCannotBeWrittenIsToldAndNoMore() throws Exception {
    Files.writeString(folder.resolve("c.key"), "the only secret there is\n");
    Files.writeString(folder.resolve("state-ns0"), "a file where the folder should be");
    zone(0, "192.0.2.1");
    start(0);
    assertThat(answer(0)).containsExactly("192.0.2.1");
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(get(0, "/v1/status")).contains("generations/1.stateisnotkept"));
    assertThat(servers[0].metrics()).containsPattern("gslb_state_unwritten_total [1-9]");
  }
}
