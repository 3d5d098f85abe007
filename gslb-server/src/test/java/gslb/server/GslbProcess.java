package gslb.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code gslb} process of our own class path, with its output in a file beside its configuration.
 */
final class GslbProcess {
  private static final Pattern ADMIN = Pattern.compile("admin: \"([^\"]+)\"");

  private final Process process;
  private final String admin;
  private final Path log;

  private GslbProcess(Process process, String admin, Path log) {
    this.process = process;
    this.admin = admin;
    this.log = log;
  }

  /** Runs {@code gslb COMMAND --config CONFIG}; does not wait until it is ready. */
  static GslbProcess start(String command, Path config, Path folder) throws IOException {
    return start(command + "-" + config.getFileName(), config, folder, command);
  }

  /** The same with more words, and what it prints in a file of that name. */
  static GslbProcess start(String name, Path config, Path folder, String... words)
      throws IOException {
    Path root = Path.of(System.getProperty("gslb.root"));
    String java = ProcessHandle.current().info().command().orElseThrow();
    List<String> command =
        new ArrayList<>(
            List.of(
                java,
                "@" + root.resolve("jvm.options"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Dlogback.configurationFile=logback.xml", // the program's, not the tests'
                "-cp",
                System.getProperty("java.class.path"),
                "gslb.server.cli.Gslb"));
    command.addAll(List.of(words));
    command.addAll(List.of("--config", config.toString()));
    Path log = folder.resolve(name + ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Matcher address = ADMIN.matcher(Files.readString(config));
    if (!address.find()) {
      throw new IOException(config + ": no admin address");
    }
    return new GslbProcess(process, address.group(1), log);
  }

  /** What it says of itself, as JSON without blanks. */
  String status() throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create("http://" + admin + "/v1/status").toURL().openConnection();
    connection.setConnectTimeout(2000);
    connection.setReadTimeout(2000);
    try (var body = connection.getInputStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8).replaceAll("\\s+", "");
    }
  }

  /** One of its metrics, by name and labels as Prometheus writes them. */
  double metric(String name) throws IOException {
    try (var body = URI.create("http://" + admin + "/metrics").toURL().openStream()) {
      String all = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      return all.lines()
          .filter(line -> line.startsWith(name + " "))
          .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
          .findFirst()
          .orElseThrow(() -> new IOException("no metric " + name));
    }
  }

  /** Its memory as the system counts it, KiB. */
  long residentKib() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElseThrow();
    }
  }

  /** How many files and sockets it has open. */
  int descriptors() throws IOException {
    try (var open = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
      return (int) open.count();
    }
  }

  /** What it has printed and logged so far. */
  String log() throws IOException {
    return Files.readString(log);
  }

  /** Whether it has not ended. */
  boolean alive() {
    return process.isAlive();
  }

  /** Its exit status; it must have ended. */
  int exitStatus() {
    return process.exitValue();
  }

  /** SIGHUP. */
  void hangUp() throws IOException {
    Process kill = new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start();
    if (kill.onExit().join().exitValue() != 0) {
      throw new IOException("no SIGHUP to " + process.pid());
    }
  }

  /** SIGKILL: no time to say goodbye. */
  void kill() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", e));
    }
  }
}
