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
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an HTTP probe makes of a server, well-behaved or not. */
class HttpProbeTest {

  private static final Vertx vertx = Vertx.vertx();
  private static final Probes probes = new Probes(vertx, HostTools.NONE);
  private static int port;

  @BeforeAll
  static void serve() throws Exception {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(HttpProbeTest::answer)
            .listen(0, "127.0.0.1")
            .await(30, TimeUnit.SECONDS);
    port = server.actualPort();
  }

  @AfterAll
  static void stop() throws Exception {
    probes.close();
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  private static void answer(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    switch (request.path()) {
      case "/ok" -> response.end("all is ok here");
      case "/load" ->
          response.putHeader("X-Load", "7").end("{\"stats\": {\"load\": 42.5}, \"ok\": true}");
      case "/empty" -> response.setStatusCode(204).end();
      case "/created" -> response.setStatusCode(201).end("ok");
      case "/busy" -> response.setStatusCode(503).end("ok");
      case "/moved" -> response.setStatusCode(302).putHeader("location", "/ok").end();
      case "/host" -> response.end(request.authority().toString());
      case "/cut" -> {
        response.setChunked(true).write("o");
        request.connection().close();
      }
      case "/drip" -> {
        response.setChunked(true);
        vertx.setPeriodic(20, drop -> response.write("."));
      }
      case "/flood" -> flood(response.setChunked(true));
      case "/late" -> response.end(Buffer.buffer("x".repeat(HttpProbe.BODY_BYTES) + "ok"));
      case "/silent" -> {}
      default -> response.setStatusCode(404).end();
    }
  }

  private static void flood(HttpServerResponse response) {
    response.write("x".repeat(10_000)).onSuccess(written -> flood(response));
  }

  @ParameterizedTest(name = "{0} expecting body {1}: {2}")
  @CsvSource({
    "/ok, , ok in",
    "/ok, is ok, ok in",
    "/ok, ^all.*here$, ok in",
    "/empty, , ok in",
    "/created, , 'bad status: got 201, expected 200, 202..299'",
    "/busy, ok, bad status: got 503",
    "/moved, , bad status: got 302", // redirects are not followed
    "/nowhere, , bad status: got 404",
    "/ok, fine, body mismatch: no fine in 14 bytes",
    "/empty, ok, body mismatch: no ok in 0 bytes",
    "/late, ok, body mismatch: no ok in 65536 bytes",
    "/flood, ok, body mismatch: no ok in 65536 bytes",
    "/flood, x{1000}, ok in",
    "/drip, ok, timed out: no answer within 400 ms",
    "/drip, , ok in", // the status is all that was asked for
    "/silent, , timed out: no answer within 400 ms",
    "/cut, ok, closed",
    "/host, ^www.example.com, ok in",
  })
  void answersBecomeResults(String path, String body, String finding) throws Exception {
    int timeout = finding.startsWith("timed out") ? 400 : 10_000;
    ProbeResult result =
        Runs.once(
            vertx,
            probes,
            Runs.http(
                false,
                port,
                path,
                "www.example.com",
                body,
                true,
                Definitions.cadence(20_000, timeout, 1, 1)),
            "127.0.0.1");
    assertThat(result.describe()).startsWith(finding);
    assertThat(result.succeeded()).isEqualTo(finding.startsWith("ok"));
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "header X-Load, /load, 7",
    "header X-Load, /ok, -1",
    "json stats.load, /load, 42.5",
    "json stats.load, /ok, -1", // no load is no failure
    "json stats.load, /empty, -1",
    "json stats.load, /late, -1",
  })
  void loadsAreRead(String where, String path, double load) throws Exception {
    String[] words = where.split(" ");
    Check.Source source =
        words[0].equals("header")
            ? new Check.Source.Header(words[1])
            : new Check.Source.Json(List.of(words[1].split("[.]")));
    Monitor monitor =
        Definitions.monitor(
            "http",
            Definitions.cadence(20_000, 10_000, 1, 1),
            new Check.Http(
                false,
                Check.Protocol.HTTP_1_1,
                port,
                Check.Method.GET,
                path,
                null,
                Map.of(),
                List.of(new Check.StatusRange(200, 299)),
                null,
                Check.Certificate.UNUSED,
                new Check.Load(source, false),
                false));
    assertThat(Runs.once(vertx, probes, monitor, "127.0.0.1"))
        .isInstanceOfSatisfying(
            ProbeResult.Success.class, success -> assertThat(success.load()).isEqualTo(load));
  }

  @Test
  void withoutHostTheAddressIsAskedFor() throws Exception {
    ProbeResult result =
        Runs.once(
            vertx,
            probes,
            Runs.http(
                false,
                port,
                "/host",
                null,
                "^127.0.0.1",
                true,
                Definitions.cadence(20_000, 10_000, 1, 1)),
            "127.0.0.1");
    assertThat(result.describe()).startsWith("ok");
  }
}
