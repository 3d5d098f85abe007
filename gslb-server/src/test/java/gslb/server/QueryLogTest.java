package gslb.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gslb.server.control.AdminClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The logs of a whole server, over real sockets. */
class QueryLogTest {
  private static final Pattern OURS = Pattern.compile("(?m)^# TYPE (gslb_\\S+)");

  @TempDir private Path folder;
  private final FreePorts ports = new FreePorts();
  private final int port = ports.next();

  @Test
  void queriesAreLogged() throws IOException, StartException {
    try (OwnServer server = start("log: {folder: logs, queries: {sample: 1}}")) {
      DnsClient client = new DnsClient(port);
      assertThat(client.ask("Www.example.org", "A")).containsExactly("192.0.2.10");
      Path file = folder.resolve("logs/queries.jsonl");
      await().until(() -> Files.exists(file) && Files.readAllLines(file).size() == 1);
      assertThat(file)
          .content()
          .contains("\"transport\":\"udp\",\"client\":\"127.0.0.1\"", "\"Www.example.org.\"");
      await().until(() -> server.metrics().contains("gslb_log_written_total{log=\"queries\"} 1.0"));
      assertThat(folder.resolve("logs/decisions.jsonl")).doesNotExist();
    }
  }

  @Test
  void itIsSampledWhileItIsWatched()
      throws IOException, StartException, InterruptedException, ExecutionException {
    try (OwnServer server = start("")) {
      List<String> seen = new CopyOnWriteArrayList<>();
      AdminClient admin = new AdminClient(server.admin());
      FutureTask<Optional<AdminClient.Answer>> watching =
          new FutureTask<>(() ->
              admin.follow(
                  "/v1/tail",
                  Map.of("name", "example.org", "rcode", "nxdomain"),
                  line -> {
                    seen.add(line);
                    return true;
                  }));
      Thread.ofVirtual().start(watching);
      await().until(() -> server.metrics().contains("gslb_log_watchers 1.0"));
      DnsClient client = new DnsClient(port);
      client.ask("www.example.org", "A");
      client.ask("absent.example.org", "A");
      assertThat(watching.get()).isEmpty();
      assertThat(seen).singleElement().asString().contains("absent.example.org.", "\"sample\":1");
      await().until(() -> server.metrics().contains("gslb_log_watchers 0.0"));
    }
  }

  @Test
  void everyMetricIsInTheReference() throws IOException, StartException {
    String reference =
        Files.readString(Path.of(System.getProperty("gslb.root"), "docs/ref-server.md"));
    try (OwnServer server = start("")) {
      TreeSet<String> untold = new TreeSet<>();
      OURS.matcher(server.metrics())
          .results()
          .map(found -> found.group(1))
          .filter(metric -> !reference.contains("`" + metric))
          .forEach(untold::add);
      assertThat(untold).isEmpty();
      assertThat(server.metrics()).contains("# TYPE gslb_receive_drops_total");
    }
  }

  private OwnServer start(String more) throws IOException, StartException {
    OwnServer.zones(
        folder,
        "own",
        Map.of(
            "example.org",
            """
            $ORIGIN example.org.
            $TTL 60
            @   SOA ns1.example.net. hostmaster 1 7200 900 1209600 300
                NS  ns1.example.net.
            www A   192.0.2.10
            """));
    return OwnServer.start(folder, "own", port, ports.next(), more);
  }
}
