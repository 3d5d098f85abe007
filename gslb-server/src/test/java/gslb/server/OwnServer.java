package gslb.server;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.server.config.ConfigReading;
import gslb.server.config.ServerConfigFile;
import gslb.server.control.ReloadReport;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A whole server of ours within the test's process, its files in one folder. */
public final class OwnServer implements AutoCloseable {
  private static final Path HOME = Path.of(System.getProperty("gslb.root"));

  private final GslbServer server;

  private OwnServer(GslbServer server) {
    this.server = server;
  }

  /**
   * Starts one with the definitions and the state in {@code definitions-NAME} and {@code
   * state-NAME}, and with the key {@code xfr.example} in {@code xfr.key}.
   *
   * @param port where it is asked
   * @param cluster another port
   * @param more what its server.yaml says beside that
   */
  public static OwnServer start(Path folder, String name, int port, int cluster, String more)
      throws IOException, StartException {
    return start(
        folder,
        name,
        port,
        "{name: alone-%s, listen: \"127.0.0.1:%d\"}".formatted(name, cluster),
        more);
  }

  /**
   * Starts one that shares a cluster.
   *
   * @param first where the cluster's first member is
   * @param secured what else its section {@code cluster} says
   */
  static OwnServer startShared(
      Path folder, String name, int port, int cluster, int first, String secured)
      throws IOException, StartException {
    return start(
        folder,
        name,
        port,
        "{name: shared, listen: \"127.0.0.1:%d\", members: [\"127.0.0.1:%d\"], %s}"
            .formatted(cluster, first, secured),
        "");
  }

  private static OwnServer start(Path folder, String name, int port, String cluster, String more)
      throws IOException, StartException {
    Files.createDirectories(folder.resolve("definitions-" + name));
    Files.writeString(folder.resolve("xfr.key"), "MDEyMzQ1Njc4OWFiY2RlZg==");
    Path file =
        Files.writeString(
            folder.resolve("server-" + name + ".yaml"),
            """
            schema: 1
            node: {name: %1$s}
            listen: {dns: ["127.0.0.1:%2$d"], admin: "127.0.0.1:0"}
            definitions: definitions-%1$s
            state: state-%1$s
            cluster: %3$s
            probe: {embedded: false}
            keys: {xfr.example: {secret_file: xfr.key}}
            workers: 1
            start_wait: 1ms
            %4$s
            """
                .formatted(name, port, cluster, more));
    ConfigReading reading = ServerConfigFile.read(file, HOME);
    assertThat(reading.problems()).isEmpty();
    return new OwnServer(GslbServer.start(((ConfigReading.Accepted) reading).config(), "test"));
  }

  /** Gives a server its zone files, by origin. */
  public static void zones(Path folder, String name, Map<String, String> texts) throws IOException {
    Path zones = Files.createDirectories(folder.resolve("definitions-" + name + "/zones"));
    for (Map.Entry<String, String> zone : texts.entrySet()) {
      Files.writeString(zones.resolve(zone.getKey() + ".zone"), zone.getValue());
    }
  }

  /** Reads the definitions anew, which must be right and other than before. */
  public void reload() {
    assertThat(server.reload().outcome()).isEqualTo(ReloadReport.Outcome.PUBLISHED);
  }

  /** Looks at everything anew, where the definitions are as they were. */
  void lookAgain() {
    assertThat(server.reload().outcome()).isEqualTo(ReloadReport.Outcome.UNCHANGED);
  }

  /** Where it is administered. */
  public InetSocketAddress admin() {
    return server.adminAddress();
  }

  /** What it counts, in the Prometheus text format. */
  public String metrics() throws IOException {
    InetSocketAddress admin = server.adminAddress();
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create("http://127.0.0.1:" + admin.getPort() + "/metrics").toURL().openConnection();
    try (var body = connection.getInputStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
