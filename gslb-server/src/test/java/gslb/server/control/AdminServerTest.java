package gslb.server.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gslb.zones.problem.Problem;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The admin address, over a real socket. */
class AdminServerTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  private static final Problem PROBLEM =
      new Problem(Path.of("pools/web.yaml"), 7, 3, Problem.Severity.ERROR, "no such datacenter");

  private final Vertx vertx = Vertx.vertx();
  private volatile boolean serving = true;
  private final AtomicReference<ReloadReport.Outcome> outcome =
      new AtomicReference<>(ReloadReport.Outcome.PUBLISHED);
  private AdminServer server = server(ANY);

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET  | /health                              | 200 | \"serving\" : true",
        "GET  | /metrics                             | 200 | gslb_queries_total 1.0",
        "GET  | /v1/status                           | 200 | \"uptime_seconds\" : 60",
        "GET  | /v1/verdicts                         | 200 | \"digest\" : \"abc\"",
        "GET  | /v1/explain?name=a.example&type=aaaa | 200 | a.example AAAA 127.0.0.1/32 false",
        "GET  | /v1/explain?name=a&client=2001:db8::1| 200 | a A 2001:db8::1/128 false",
        "GET  | /v1/explain?name=a&ecs=192.0.2.9/20  | 200 | a A 192.0.0.0/20 true",
        "GET  | /v1/explain?name=a&ecs=192.0.2.9     | 200 | a A 192.0.2.0/24 true",
        "GET  | /v1/explain                          | 400 | expected a name",
        "GET  | /v1/explain?name=a&client=here       | 400 | expected an IPv4 or IPv6 address",
        "GET  | /v1/explain?name=a&ecs=192.0.2.9/40  | 400 | expected a network",
        "GET  | /v1/explain?name=a&ecs=::1&client=::1| 400 | expected either client or ecs",
        "GET  | /v1/explain?name=bug                 | 500 | the server's log has it",
        "POST | /v1/reload                           | 200 | \"outcome\" : \"published\"",
        "GET  | /v1/reload                           | 405 | expected POST",
        "POST | /v1/reload?allow_empty=true          | 200 | \"outcome\" : \"published\"",
        "POST | /v1/reload?allow_empty=perhaps       | 400 | expected allow_empty=true or false",
        "POST | /v1/rollback                         | 200 | \"outcome\" : \"published\"",
        "POST | /v1/rollback?generation=-1           | 400 | expected generation=NUMBER, 1 or more",
        "GET  | /v1/rollback                         | 405 | expected POST",
        "GET  | /v1/generations                      | 200 | \"served\" : 4",
        "POST | /v1/status                           | 405 | expected GET",
        "POST | /v1/load?datacenter=fra&load=320     | 200 | LoadRequest[datacenter=fra,"
            + " load=320.0, lifetime=PT1M]",
        "POST | /v1/load?datacenter=a&load=0&lifetime=2h| 200 | load=0.0, lifetime=PT2H",
        "POST | /v1/load?load=320                    | 400 | expected datacenter=NAME",
        "POST | /v1/load?datacenter=fra&load=-1      | 400 | expected load=NUMBER",
        "POST | /v1/load?datacenter=fra&load=NaN     | 400 | expected load=NUMBER",
        "POST | /v1/load?datacenter=fra&load=1&lifetime=3| 400 | expected lifetime=DURATION",
        "GET  | /v1/load?datacenter=fra&load=1       | 405 | expected POST",
        "GET  | /v1/overrides                        | 200 | overrides",
        "PUT  | /v1/overrides                        | 405 | expected GET",
        "POST | /v1/overrides?target=fra             | 400 | expected either for=DURATION",
        "POST | /v1/overrides?for=1h&target=fra      | 400 | expected word=drain",
        "POST | /v1/overrides?for=1h&word=up         | 400 | expected target=TEXT",
        "POST | /v1/overrides?for=1h&word=up&target=a&owner=o | 400 | expected reason=TEXT",
        "POST | /v1/overrides?for=366d&word=up&target=a       | 400 | 1s to 365d",
        "POST | /v1/overrides?for=1h&word=up&target=a&owner=o&reason=r | 409 | below its floor",
        "POST | /v1/overrides?for=1h&word=up&target=a&owner=o&reason=r&force=true | 200 | took",
        "DELETE | /v1/overrides                      | 400 | expected target=TEXT",
        "DELETE | /v1/overrides?target=a&owner=o     | 200 | took",
        "GET  | /v1/journal?since=1h                 | 200 | PT1H",
        "POST | /v1/journal                          | 405 | expected GET",
        "GET  | /v1/tail?log=answers                 | 400 | expected log queries or decisions",
        "GET  | /v1/tail?log=decisions&rcode=REFUSED | 400 | expected rcode with queries only",
        "GET  | /v1/tail?name=a..b                   | 400 | a..b",
        "GET  | /v1/tail                             | 503 | too many watch already",
        "POST | /v1/tail                             | 405 | expected GET",
        "GET  | /                                    | 404 | /v1/status",
      })
  void paths(String method, String path, int code, String expected) throws IOException {
    String response = ask(method + " " + path + " HTTP/1.1\r\nHost: here\r\n");
    assertThat(response).startsWith("HTTP/1.1 " + code).contains(expected);
  }

  @Test
  void isNotHealthyWithoutDefinitions() throws IOException {
    serving = false;
    assertThat(ask("GET /health HTTP/1.1\r\nHost: here\r\n")).startsWith("HTTP/1.1 503");
  }

  @Test
  void aRefusedReloadSaysWhere() throws Exception {
    outcome.set(ReloadReport.Outcome.REFUSED);
    AdminClient.Answer answer = new AdminClient(server.localAddress()).post("/v1/reload");
    assertThat(answer.code()).isEqualTo(422);
    assertThat(answer.document())
        .containsEntry("outcome", "refused")
        .containsEntry("generation", 4);
    assertThat(answer.document().get("problems").toString())
        .contains("pools/web.yaml:7:3: no such datacenter");
  }

  @Test
  void aForeignPageIsTurnedAway() throws IOException {
    String request = "POST /v1/reload HTTP/1.1\r\nHost: here\r\nOrigin: http://%s\r\n";
    assertThat(ask(request.formatted("evil.example"))).startsWith("HTTP/1.1 403");
    assertThat(ask(request.formatted("here"))).startsWith("HTTP/1.1 200");
  }

  @Test
  void clientReadsWhatServerSays() throws Exception {
    AdminClient client = new AdminClient(server.localAddress());
    AdminClient.Answer status = client.get("/v1/status", Map.of());
    assertThat(status.document())
        .containsEntry("node", "test")
        .containsEntry("last_reload", null)
        .containsEntry("counters", Map.of("queries.udp", 5));
    AdminClient.Answer explained =
        client.get("/v1/explain", Map.of("name", "ä&b.example", "type", "A"));
    assertThat(explained.document()).containsEntry("asked", "ä&b.example A 127.0.0.1/32 false");
  }

  @Test
  void nobodyThereIsAnIoException() {
    server.close();
    AdminClient client = new AdminClient(server.localAddress());
    assertThatThrownBy(() -> client.get("/v1/status", Map.of())).isInstanceOf(IOException.class);
  }

  @Test
  void anAddressInUseIsNamed() {
    try (AdminServer second = server(server.localAddress())) {
      assertThatThrownBy(second::start)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot listen on admin 127.0.0.1 port");
    }
  }

  private AdminServer server(InetSocketAddress address) {
    return new AdminServer(
        vertx,
        address,
        new AdminActions(
            () -> serving,
            () -> "gslb_queries_total 1.0\n",
            AdminServerTest::status,
            () -> Map.of("digest", "abc"),
            AdminServerTest::explain,
            load -> Map.of("took", load.toString()),
            request -> new ReloadReport(outcome.get(), 4, NOON, List.of(PROBLEM)),
            generation -> new ReloadReport(outcome.get(), 4, NOON, List.of(PROBLEM)),
            () -> Map.of("served", 4),
            new OperatorActions(
                () -> Map.of("overrides", List.of()),
                AdminServerTest::said,
                said -> Map.of("took", said.toString()),
                asked -> Map.of("took", asked.toString())),
            (wanted, lines) -> Optional.empty()));
  }

  private static Map<String, Object> said(OverrideRequest request) {
    if (!request.force()) {
      throw new RefusedException("below its floor");
    }
    return Map.of("took", request.toString());
  }

  private static Map<String, Object> explain(ExplainRequest request) {
    if (request.name().equals("bug")) {
      throw new IllegalStateException("made for a test");
    }
    return Map.of(
        "asked",
        request.name() + " " + request.type() + " " + request.client() + " " + request.subnet());
  }

  private static ServerStatus status() {
    return new ServerStatus(
        "1.0",
        "test",
        "eu",
        null,
        true,
        NOON,
        NOON.plusSeconds(60),
        new ServerStatus.Served(4, "abc", "zones/example", 2, 9, "bundled", 3, NOON),
        null,
        List.of(new ServerStatus.Listener("udp", "127.0.0.1:5300", "native")),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Overview(List.of(), List.of(), List.of(), List.of(), false, Map.of()),
        Map.of("queries.udp", 5L));
  }

  private String ask(String head) throws IOException {
    InetSocketAddress at = server.localAddress();
    try (Socket socket = new Socket(at.getAddress(), at.getPort())) {
      socket.setSoTimeout(20_000);
      String request = head + "Connection: close\r\nContent-Length: 0\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
