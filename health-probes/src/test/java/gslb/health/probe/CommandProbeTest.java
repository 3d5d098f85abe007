package gslb.health.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gslb.health.Definitions;
import gslb.zones.Check;
import gslb.zones.Monitor;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small programs in a folder of the host's, and how their ends are read. */
class CommandProbeTest {

  private static final Vertx vertx = Vertx.vertx();

  @TempDir private static Path folder;
  private static Probes probes;

  @BeforeAll
  static void write() throws Exception {
    script("fine", "echo fine");
    script("no", "echo; echo \"the queue is at $1\"; exit 1");
    script("mute", "exit 7");
    script("shell", "[ \"$1\" = '$(echo 5); *' ] && exit 0; echo \"$1\"; exit 1");
    script("target", "[ \"$GSLB_TARGET $GSLB_TIMEOUT_MS\" = '127.0.0.1 20000' ]");
    script("bare", "[ -z \"$HOME$USER$JAVA_HOME\" ] && [ $(pwd) = '" + folder + "' ]");
    script("input", "read line && exit 1; exit 0");
    script("background", "sleep 1000 & echo $! > left; echo started; exit 3");
    script("flood", "while :; do echo 'noise noise noise noise'; done");
    script(
        "hang", "sleep 1000 & echo $! > child; (sleep 1001 & echo $! > grandchild; wait) & wait");
    Files.writeString(folder.resolve("data"), "no program");
    probes = new Probes(vertx, new HostTools(null, folder));
  }

  private static void script(String name, String text) throws Exception {
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterAll
  static void stop() throws Exception {
    probes.close();
    vertx.close().await(30, TimeUnit.SECONDS);
    ProcessHandle.of(pid("left")).ifPresent(ProcessHandle::destroyForcibly);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "fine,               ok in",
    "no 90%,             'exit status: 1, it says: the queue is at 90%'",
    "no {target},        'exit status: 1, it says: the queue is at 127.0.0.1'",
    "no at-{target}:80,  'exit status: 1, it says: the queue is at at-127.0.0.1:80'",
    "mute,               exit status: 7",
    "target,             ok in",
    "bare,               ok in", // no environment of ours
    "input,              ok in", // nothing to read
    "background,         'exit status: 3, it says: started'", // whoever it leaves behind
    "flood,              'timed out: not done within 400 ms, killed'",
    "hang,               'timed out: not done within 400 ms, killed'",
  })
  void endsBecomeResults(String words, String finding) throws Exception {
    assertThat(run(List.of(words.split(" ")), finding).describe()).startsWith(finding);
  }

  @Test
  void noShellLooksAtTheArguments() throws Exception {
    assertThat(run(List.of("shell", "$(echo 5); *"), "ok").describe()).startsWith("ok in");
  }

  @Test
  void childrenAndTheirsAreKilledToo() throws Exception {
    run(List.of("hang"), "timed out");
    for (String which : List.of("child", "grandchild")) {
      long pid = pid(which);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }
  }

  @Test
  void whatIsReadOfTheOutputIsBounded() throws Exception {
    List<String> words = List.of("/bin/sh", "-c", "head -c 300000 /dev/zero | tr '\\0' x; exit 2");
    ProcessRun.End end =
        ProcessRun.run(words, folder, java.util.Map.of(), System.nanoTime() + 20_000_000_000L);
    assertThat(end)
        .isInstanceOfSatisfying(
            ProcessRun.End.Exited.class,
            exited -> {
              assertThat(exited.status()).isEqualTo(2);
              assertThat(exited.output()).hasSize(ProcessRun.OUTPUT_BYTES);
            });
  }

  @Test
  void whatCannotBeStartedSaysNothingOfTheEndpoint() throws Exception {
    assertThat(run(List.of("gone"), "cannot look")).isInstanceOf(ProbeResult.Unable.class);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "fine, ",
    "gone, there is no executable file",
    "data, there is no executable file",
  })
  void aHostKnowsWhatItCannotRun(String command, String obstacle) {
    String told = new HostTools(null, folder).obstacle(new Check.Command(List.of(command)));
    if (obstacle == null) {
      assertThat(told).isNull();
    } else {
      assertThat(told).isEqualTo(obstacle + " " + folder.resolve(command));
    }
  }

  @Test
  void withoutAFolderNothingIsRun() {
    assertThat(HostTools.NONE.obstacle(new Check.Command(List.of("fine"))))
        .isEqualTo(
            "it runs a command, and 'probe.commands' of server.yaml names no folder of them");
  }

  private static ProbeResult run(List<String> words, String finding) throws Exception {
    int timeout = finding.startsWith("timed out") ? 400 : 20_000;
    Monitor monitor =
        Definitions.monitor(
            "own", Definitions.cadence(30_000, timeout, 1, 1), new Check.Command(words));
    return Runs.once(vertx, probes, monitor, "127.0.0.1");
  }

  private static long pid(String file) throws Exception {
    return Long.parseLong(Files.readString(folder.resolve(file)).strip());
  }
}
