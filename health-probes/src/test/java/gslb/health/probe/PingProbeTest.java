package gslb.health.probe;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.health.Definitions;
import gslb.zones.Check;
import gslb.zones.Monitor;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a ping says, in the words of iputils and BusyBox; and what it is asked. */
class PingProbeTest {

  private static final Vertx vertx = Vertx.vertx();

  @TempDir private Path folder;

  @AfterAll
  static void stop() throws Exception {
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 | 64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=0.04 ms | ok in
          1 | 1 packets transmitted, 0 received, 100% packet loss     | timed out: no echo reply
          1 | From 10.0.0.1 icmp_seq=1 Destination Host Unreachable   | unreachable: From 10.0.0.1
          2 | ping: connect: Network is unreachable                   | unreachable: ping: connect
          2 | ping: nowhere.example: Name or service not known        | name not found: ping: nowhere
          1 | ping: bad address 'nowhere.example'                     | name not found: ping: bad
          2 | ping: socktype: SOCK_RAW; Operation not permitted       | cannot look: ping: socktype
          1 | ping: permission denied (are you root?)                 | cannot look: ping: permission
          """)
  void endsBecomeResults(int status, String says, String finding) throws Exception {
    Path ping = ping("echo \"" + says + "\"; exit " + status);
    assertThat(run(ping, 20_000).describe()).startsWith(finding);
  }

  @Test
  void onePacketIsAskedForAndAHungPingIsKilled() throws Exception {
    Path ping = ping("printf '%s\\n' \"$*\" > " + folder.resolve("asked") + "; exec sleep 1000");
    assertThat(run(ping, 400).describe()).isEqualTo("timed out: not done within 400 ms, killed");
    assertThat(Files.readString(folder.resolve("asked")).strip())
        .isEqualTo("-n -c 1 -W 1 -- 127.0.0.1");
  }

  @Test
  void withoutPingThereIsNoOpinion() {
    assertThat(HostTools.NONE.obstacle(new Check.Icmp()))
        .isEqualTo("there is no 'ping' on this host");
  }

  @Test
  void theSystemsOwnAnswersOnLoopback() throws Exception {
    Path ping = HostTools.find(null).ping();
    Assumptions.assumeTrue(ping != null, "there is no ping here");
    ProbeResult result = run(ping, 20_000);
    Assumptions.assumeFalse(result instanceof ProbeResult.Unable, result.describe());
    assertThat(result.describe()).startsWith("ok in");
  }

  private Path ping(String text) throws Exception {
    Path file = folder.resolve("ping");
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }

  private static ProbeResult run(Path ping, int timeout) throws Exception {
    Monitor monitor =
        Definitions.monitor("ping", Definitions.cadence(30_000, timeout, 1, 1), new Check.Icmp());
    try (Probes probes = new Probes(vertx, new HostTools(ping, null))) {
      return Runs.once(vertx, probes, monitor, "127.0.0.1");
    }
  }
}
