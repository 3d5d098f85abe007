package gslb.health.probe;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.health.Definitions;
import gslb.health.status.Endpoint;
import gslb.health.status.Watch;
import gslb.zones.Check;
import gslb.zones.Monitor;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an HTTP probe asks with: method, version, headers, connections. */
class HttpRequestTest {

  private static final Vertx vertx = Vertx.vertx();
  private static final Probes probes = new Probes(vertx, HostTools.NONE);
  private static final Set<Object> connections = ConcurrentHashMap.newKeySet();
  private static int port;

  @BeforeAll
  static void serve() throws Exception {
    port =
        vertx
            .createHttpServer()
            .requestHandler(HttpRequestTest::answer)
            .listen(0, "127.0.0.1")
            .await(30, TimeUnit.SECONDS)
            .actualPort();
  }

  @AfterAll
  static void stop() throws Exception {
    probes.close();
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  private static void answer(HttpServerRequest request) {
    connections.add(request.connection());
    String said =
        String.join(
            " ",
            request.method().name(),
            request.version().name(),
            request.authority().host(),
            "" + request.getHeader("x-probe"),
            "" + request.getHeader("user-agent"),
            "" + request.getHeader("connection"));
    boolean wanted = request.path().equals("/busy");
    request.response().setStatusCode(wanted ? 503 : 200).end(said);
    if (request.path().equals("/parting")) { // as servers do with idle connections
      request.connection().close();
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "HTTP_1_1, GET,     false, GET HTTP_1_1 www.example.com null gslb-probe close",
    "HTTP_1_1, GET,     true,  GET HTTP_1_1 www.example.com null gslb-probe null",
    "HTTP_1_1, OPTIONS, false, OPTIONS HTTP_1_1 www.example.com null gslb-probe close",
    "HTTP_1_1, POST,    false, POST HTTP_1_1 www.example.com null gslb-probe close",
    "HTTP_2,   GET,     false, GET HTTP_2 www.example.com null gslb-probe null",
    "HTTP_2,   POST,    true,  POST HTTP_2 www.example.com null gslb-probe null",
  })
  void asked(Check.Protocol protocol, Check.Method method, boolean keepAlive, String said)
      throws Exception {
    assertThat(run(check(protocol, method, "/", Map.of(), keepAlive, "^" + said + "$"), 1))
        .allSatisfy(finding -> assertThat(finding).startsWith("ok in"));
  }

  @ParameterizedTest
  @CsvSource({"HTTP_1_1", "HTTP_2"})
  void headersAreSentAndOursCanBeReplaced(Check.Protocol protocol) throws Exception {
    Map<String, String> headers = Map.of("X-Probe", "yes", "User-Agent", "me/1");
    assertThat(run(check(protocol, Check.Method.GET, "/", headers, false, " yes me/1 "), 1))
        .allSatisfy(finding -> assertThat(finding).startsWith("ok in"));
  }

  @ParameterizedTest
  @CsvSource({"HTTP_1_1", "HTTP_2"})
  void headHasAStatusAndNoBody(Check.Protocol protocol) throws Exception {
    assertThat(run(check(protocol, Check.Method.HEAD, "/", Map.of(), false, null), 1))
        .allSatisfy(finding -> assertThat(finding).startsWith("ok in"));
    assertThat(run(check(protocol, Check.Method.HEAD, "/busy", Map.of(), false, null), 1))
        .allSatisfy(finding -> assertThat(finding).startsWith("bad status: got 503"));
  }

  @ParameterizedTest(name = "{0}, keep_alive {1}, {2}: {3} connections for 4 probes")
  @CsvSource({
    "HTTP_1_1, false, /,     4",
    "HTTP_1_1, true,  /,     1",
    "HTTP_2,   false, /,     4",
    "HTTP_2,   true,  /,     1",
    "HTTP_1_1, true,  /parting, 4",
    "HTTP_2,   true,  /parting, 4",
    "HTTP_1_1, true,  /busy, 4", // what fails is not asked again over the same connection
  })
  void connections(Check.Protocol protocol, boolean keepAlive, String path, int wanted)
      throws Exception {
    Set<Object> before = new HashSet<>(connections);
    List<String> findings =
        run(check(protocol, Check.Method.GET, path, Map.of(), keepAlive, null), 4);
    if (!path.equals("/busy")) {
      assertThat(findings).allSatisfy(finding -> assertThat(finding).startsWith("ok in"));
    }
    Set<Object> made = new HashSet<>(connections);
    made.removeAll(before);
    assertThat(made).hasSize(wanted);
  }

  private static Check check(
      Check.Protocol protocol,
      Check.Method method,
      String path,
      Map<String, String> headers,
      boolean keepAlive,
      String body) {
    return new Check.Http(
        false,
        protocol,
        port,
        method,
        path,
        "www.example.com",
        headers,
        List.of(new Check.StatusRange(200, 299)),
        body,
        Check.Certificate.UNUSED,
        null,
        keepAlive);
  }

  /** Runs one probe several times, one after the other. */
  private static List<String> run(Check check, int times) throws Exception {
    Monitor monitor = Definitions.monitor("m", Definitions.cadence(40_000, 20_000, 1, 1), check);
    Watch watch = new Watch(new Endpoint("m", "127.0.0.1"), monitor, "fra");
    List<String> findings = new java.util.concurrent.CopyOnWriteArrayList<>();
    CompletableFuture<Void> done = new CompletableFuture<>();
    vertx.runOnContext(now -> again(probes.of(watch), times, findings, done));
    done.get(60, TimeUnit.SECONDS);
    return findings;
  }

  private static void again(
      Probe probe, int times, List<String> findings, CompletableFuture<Void> done) {
    probe
        .run()
        .onSuccess(result -> {
          findings.add(result.describe());
          if (times == 1) {
            done.complete(null);
          } else {
            again(probe, times - 1, findings, done);
          }
        });
  }
}
