package gslb.health.probe;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.health.Definitions;
import gslb.zones.Check;
import gslb.zones.Monitor;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A gRPC server in the clear that answers by the service it is asked about. */
class GrpcProbeTest {

  private static final Vertx vertx = Vertx.vertx();
  private static final Probes probes = new Probes(vertx, HostTools.NONE);
  private static int port;

  @BeforeAll
  static void serve() throws Exception {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(request -> request.body().onSuccess(body -> answer(request, body)))
            .listen(0, "127.0.0.1")
            .await(30, TimeUnit.SECONDS);
    port = server.actualPort();
  }

  @AfterAll
  static void stop() throws Exception {
    probes.close();
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  private static void answer(HttpServerRequest request, Buffer body) {
    HttpServerResponse response = request.response();
    boolean right =
        request.version() == HttpVersion.HTTP_2
            && request.path().equals("/grpc.health.v1.Health/Check")
            && "application/grpc".equals(request.getHeader("content-type"))
            && "trailers".equals(request.getHeader("te"));
    response.putHeader("content-type", "application/grpc");
    String service = body.length() > 7 ? body.getString(7, body.length()) : "";
    switch (right ? service : "wrong") {
      case "" -> message(response, "00000000020801");
      case "down" -> message(response, "00000000020802");
      case "starting" -> message(response, "0000000000");
      case "torn" -> message(response, "0000000002");
      case "lots" -> message(response, "00".repeat(5000));
      case "silent" -> {}
      case "reset" -> response.reset(8);
      case "bare" -> response.end(Buffer.buffer());
      case "proxy" -> response.setStatusCode(502).end();
      case "cut" -> {
        response.write(Buffer.buffer("x"));
        request.connection().close();
      }
      case "missing" ->
          response.putHeader("grpc-status", "5").putHeader("grpc-message", "unknown service").end();
      default -> response.setStatusCode(400).end();
    }
  }

  private static void message(HttpServerResponse response, String hex) {
    response.putTrailer("grpc-status", "0");
    response.end(Buffer.buffer(HexFormat.of().parseHex(hex)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "'',       ok in",
    "down,     not serving: it says NOT_SERVING",
    "starting, not serving: it says UNKNOWN",
    "missing,  bad status: grpc-status 5 NOT_FOUND unknown service",
    "torn,     protocol error: no HealthCheckResponse",
    "lots,     protocol error: more than 4096 bytes",
    "bare,     protocol error: no grpc-status",
    "proxy,    'bad status: got 502, gRPC answers with 200'",
    "reset,    closed",
    "cut,      closed",
    "silent,   timed out: no answer within 400 ms",
  })
  void answersBecomeResults(String service, String finding) throws Exception {
    int timeout = finding.startsWith("timed out") ? 400 : 20_000;
    Monitor monitor =
        Definitions.monitor(
            "grpc",
            Definitions.cadence(30_000, timeout, 1, 1),
            new Check.Grpc(false, port, "svc.example", service, Check.Certificate.UNUSED));
    assertThat(Runs.once(vertx, probes, monitor, "127.0.0.1").describe()).startsWith(finding);
  }
}
