package gslb.health.probe;

import gslb.health.probe.ProbeResult.Failure;
import gslb.health.probe.ProbeResult.Reason;
import gslb.health.probe.ProbeResult.Success;
import gslb.health.probe.ProbeResult.Unable;
import gslb.health.probe.ProcessRun.End.Exited;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Makes the probes that run something of the host's, and reads how that ends. */
final class HostProbes implements AutoCloseable {

  private static final String SEARCH_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private final Vertx vertx;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("probe process ", 0).factory());

  HostProbes(Vertx vertx) {
    this.vertx = vertx;
  }

  /** A command of the host's, with what is checked in place of {@code {target}}. */
  Probe command(Path folder, List<String> words, Duration timeout, String target) {
    List<String> filled = new ArrayList<>();
    filled.add(folder.resolve(words.getFirst()).toString());
    words.stream().skip(1).map(word -> word.replace("{target}", target)).forEach(filled::add);
    Map<String, String> environment =
        Map.of(
            "PATH",
            SEARCH_PATH,
            "LC_ALL",
            "C",
            "GSLB_TARGET",
            target,
            "GSLB_TIMEOUT_MS",
            Long.toString(timeout.toMillis()));
    return new ProcessProbe(
        vertx, threads, timeout, filled, folder, environment, HostProbes::readCommand);
  }

  private static ProbeResult readCommand(Exited exited, Duration latency) {
    String line = firstLine(exited.output());
    return exited.status() == 0
        ? new Success(latency)
        : new Failure(
            Reason.EXIT_STATUS, exited.status() + (line.isEmpty() ? "" : ", it says: " + line));
  }

  /** One echo request. */
  Probe ping(Path ping, Duration timeout, String target) {
    // It waits in whole seconds where it is old or small; our own deadline is the sharper one.
    String seconds = Long.toString(timeout.plusMillis(999).toSeconds());
    List<String> words = List.of(ping.toString(), "-n", "-c", "1", "-W", seconds, "--", target);
    Map<String, String> environment = Map.of("PATH", SEARCH_PATH, "LC_ALL", "C");
    return new ProcessProbe(
        vertx, threads, timeout, words, Path.of("/"), environment, HostProbes::readPing);
  }

  /** Its words differ from one ping to another; these are of iputils, BusyBox and inetutils. */
  private static ProbeResult readPing(Exited exited, Duration latency) {
    if (exited.status() == 0) {
      return new Success(latency);
    }
    String said = exited.output().toLowerCase(Locale.ROOT);
    String line = firstLine(exited.output());
    if (said.contains("not permitted")
        || said.contains("permission denied")
        || said.contains("raw socket")) {
      return new Unable(line);
    }
    if (said.contains("not known")
        || said.contains("unknown host")
        || said.contains("bad address")) {
      return new Failure(Reason.NAME_NOT_FOUND, line);
    }
    return said.contains("unreachable")
        ? new Failure(Reason.UNREACHABLE, line)
        : new Failure(Reason.TIMED_OUT, "no echo reply");
  }

  private static String firstLine(String output) {
    return output.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("");
  }

  /** Kills what runs. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
