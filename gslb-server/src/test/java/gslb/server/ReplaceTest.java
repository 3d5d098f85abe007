package gslb.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process takes the place of another one, under clients that would notice. */
@EnabledOnOs(OS.LINUX)
class ReplaceTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final byte[] FRAMED =
      HexFormat.of()
          .parseHex(
              "0021000101000001000000000000"
                  + "0377777707"
                  + "6578616d706c65036f7267"
                  + "0000010001");

  @TempDir Path folder;
  private final FreePorts ports = new FreePorts();
  private final List<GslbProcess> processes = new ArrayList<>();
  private final int dns = ports.next();
  private final DnsClient client = new DnsClient(dns);
  private Path config;

  @BeforeEach
  void start() throws IOException {
    zone("www A 192.0.2.1");
    config =
        Files.writeString(
            folder.resolve("server.yaml"),
            """
            schema: 1
            listen: {dns: ["127.0.0.1:%d"], admin: "127.0.0.1:%d"}
            workers: 2
            definitions: definitions
            state: state
            cluster: {listen: "127.0.0.1:%d"}
            start_wait: 100ms
            """
                .formatted(dns, ports.next(), ports.next()));
    run("first", "serve", "--replace");
    awaitAnswer("192.0.2.1");
    awaitLog(processes.getFirst(), "nothing to replace");
  }

  @AfterEach
  void stop() {
    processes.forEach(GslbProcess::kill);
  }

  @Test
  void threeReplacementsLoseNothing() throws IOException {
    SteadyLoad load = SteadyLoad.of(dns);
    try (load) {
      for (int i = 1; i <= 3; i++) {
        GslbProcess before = processes.getLast();
        zone("www A 192.0.2." + (i + 1));
        GslbProcess after = run("replacement-" + i, "serve", "--replace");
        awaitLog(after, "answering on 127.0.0.1:" + dns);
        await("the former ends").atMost(SOON).until(() -> !before.alive());
        assertThat(before.exitStatus()).isZero();
        awaitAnswer("192.0.2." + (i + 1));
      }
    }
    assertThat(load.failures()).isEmpty();
    assertThat(load.answered).as(load.toString()).hasValue(load.sent.get());
    assertThat(load.sent.get()).isGreaterThan(5_000);
    assertThat(load.connections.get()).isGreaterThan(500);
    assertThat(load.inTurn.get()).isGreaterThan(500);
    // It can be asked once the former has let go of the admin address.
    await("its status")
        .atMost(SOON)
        .ignoreExceptions()
        .until(() -> processes.getLast().status().contains("\"serving\":true"));
  }

  @Test
  void aConnectionIsFinishedByWhoAcceptedIt() throws IOException {
    try (Socket kept = new Socket("127.0.0.1", dns)) {
      assertThat(ask(kept)).endsWith(192, 0, 2, 1);
      zone("www A 192.0.2.2");
      GslbProcess after = run("replacement", "serve", "--replace");
      awaitLog(after, "answering on");
      assertThat(client.ask("www.example.org", "A")).containsExactly("192.0.2.2");
      assertThat(ask(kept)).endsWith(192, 0, 2, 1);
      assertThat(processes.getFirst().alive()).isTrue();
    }
    await("nothing is left to do").atMost(SOON).until(() -> !processes.getFirst().alive());
    assertThat(processes.getFirst().exitStatus()).isZero();
  }

  @Test
  void whatCannotStartReplacesNobody() throws IOException {
    zone("www A 192.0.2.300");
    GslbProcess broken = run("broken", "serve", "--replace");
    await("it ends").atMost(SOON).until(() -> !broken.alive());
    assertThat(broken.exitStatus()).isEqualTo(2);
    assertThat(broken.log()).contains("192.0.2.300", "cannot be served", "goes on");
    awaitLog(processes.getFirst(), "does not replace this server, which goes on: it ended");
    assertThat(client.ask("www.example.org", "A")).containsExactly("192.0.2.1");

    zone("www A 192.0.2.3");
    GslbProcess dies = run("dies", "serve", "--replace");
    await("it has come")
        .atMost(SOON)
        .until(() -> processes.getFirst().log().split("prepares to replace", -1).length == 3);
    dies.kill();
    await("it is told")
        .atMost(SOON)
        .until(() -> processes.getFirst().log().split("which goes on", -1).length == 3);
    assertThat(client.ask("www.example.org", "A")).containsExactly("192.0.2.1");

    GslbProcess right = run("right", "serve", "--replace");
    awaitLog(right, "answering on");
    awaitAnswer("192.0.2.3");
  }

  @Test
  void onlyItsUserMayAsk() throws IOException {
    Path socket = folder.resolve("state/handover/socket");
    await("the socket is there").atMost(SOON).until(() -> Files.exists(socket));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())))
        .isEqualTo("rwx------");
  }

  private static byte[] ask(Socket kept) throws IOException {
    kept.setSoTimeout(2_000);
    kept.getOutputStream().write(FRAMED);
    DataInputStream in = new DataInputStream(kept.getInputStream());
    byte[] answer = new byte[in.readUnsignedShort()];
    in.readFully(answer);
    return answer;
  }

  private GslbProcess run(String name, String... words) throws IOException {
    GslbProcess process = GslbProcess.start(name, config, folder, words);
    processes.add(process);
    return process;
  }

  private static void awaitLog(GslbProcess process, String text) {
    await(text).atMost(SOON).until(() -> process.log().contains(text));
  }

  private void awaitAnswer(String address) {
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
