package gslb.server.control;

import gslb.server.querylog.Wanted;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The admin address: health, metrics, status, explain, overrides, reload and the logs over HTTP. It
 * has no passwords, so it listens on loopback or a private address; a web page cannot use it (see
 * {@link #foreign}).
 */
public final class AdminServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AdminServer.class);
  private static final String JSON = "application/json";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final int LONGEST_LINE = 4096;
  private static final int LARGEST_HEADERS = 16 << 10;
  private static final int IDLE_SECONDS = 30;

  private final Vertx vertx;
  private final InetSocketAddress address;
  private final AdminActions actions;
  private @Nullable HttpServer server;

  /**
   * Prepares a server; nothing is bound yet.
   *
   * @param vertx owns the threads; stays open when this is closed
   */
  public AdminServer(Vertx vertx, InetSocketAddress address, AdminActions actions) {
    this.vertx = vertx;
    this.address = address;
    this.actions = actions;
  }

  /**
   * Binds the address.
   *
   * @throws IOException if it cannot be had; the message names it
   */
  public synchronized void start() throws IOException {
    String host = address.getAddress().getHostAddress();
    HttpServerOptions options =
        new HttpServerOptions()
            .setMaxInitialLineLength(LONGEST_LINE)
            .setMaxHeaderSize(LARGEST_HEADERS)
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS);
    HttpServer created = vertx.createHttpServer(options).requestHandler(this::handle);
    try {
      server = created.listen(address.getPort(), host).await(10, TimeUnit.SECONDS);
    } catch (Exception e) { // await throws what listen failed with, whatever its type
      throw new IOException(
          "cannot listen on admin " + host + " port " + address.getPort() + ": " + e.getMessage(),
          e);
    }
  }

  /** Where it listens, with the port the system gave if 0 was asked for. */
  public synchronized InetSocketAddress localAddress() {
    int port = server == null ? address.getPort() : server.actualPort();
    return new InetSocketAddress(address.getAddress(), port);
  }

  @Override
  public synchronized void close() {
    if (server == null) {
      return;
    }
    try {
      server.close().await(1, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      log.warn("the admin address was not closed within a second");
    }
    server = null;
  }

  private void handle(HttpServerRequest request) {
    switch (request.path()) {
      case "/health" -> only(HttpMethod.GET, request, () -> health());
      case "/metrics" -> only(HttpMethod.GET, request, () -> metrics());
      case "/v1/status" ->
          only(HttpMethod.GET, request, () -> Reply.json(200, actions.status().get().document()));
      case "/v1/verdicts" ->
          only(HttpMethod.GET, request, () -> Reply.json(200, actions.verdicts().get()));
      case "/v1/explain" -> only(HttpMethod.GET, request, () -> explain(request));
      case "/v1/load" -> only(HttpMethod.POST, request, () -> load(request));
      case "/v1/overrides" -> overrides(request);
      case "/v1/journal" ->
          only(
              HttpMethod.GET,
              request,
              () -> operators(request, JournalRequest::of, o -> o.journal()));
      case "/v1/tail" -> tail(request);
      case "/v1/reload" -> only(HttpMethod.POST, request, () -> reload(request));
      case "/v1/rollback" -> only(HttpMethod.POST, request, () -> rollback(request));
      case "/v1/generations" ->
          only(HttpMethod.GET, request, () -> Reply.json(200, actions.generations().get()));
      case null, default ->
          send(
              request,
              Reply.error(
                  404,
                  "there are /health /metrics /v1/status /v1/verdicts /v1/explain /v1/load"
                      + " /v1/overrides /v1/journal /v1/tail /v1/reload /v1/rollback"
                      + " /v1/generations"));
    }
  }

  private void only(HttpMethod method, HttpServerRequest request, Callable<Reply> action) {
    if (allowed(method, request)) {
      vertx
          .executeBlocking(action, false)
          .onSuccess(reply -> send(request, reply))
          .onFailure(fault -> send(request, failure(request, fault)));
    }
  }

  private void overrides(HttpServerRequest request) {
    switch (request.method().name()) {
      case "POST" ->
          only(
              HttpMethod.POST,
              request,
              () -> operators(request, OverrideRequest::of, o -> o.say()));
      case "DELETE" ->
          only(
              HttpMethod.DELETE,
              request,
              () -> operators(request, RestoreRequest::of, o -> o.restore()));
      default ->
          only(HttpMethod.GET, request, () -> Reply.json(200, actions.operators().list().get()));
    }
  }

  private <T> Reply operators(
      HttpServerRequest request,
      Function<MultiMap, T> read,
      Function<OperatorActions, Function<T, Map<String, Object>>> action) {
    return Reply.json(200, action.apply(actions.operators()).apply(read.apply(request.params())));
  }

  private void tail(HttpServerRequest request) {
    if (!allowed(HttpMethod.GET, request)) {
      return;
    }
    try {
      Wanted wanted = TailRequest.of(request.params());
      if (!Tail.begin(vertx, request, wanted, actions.watch())) {
        send(request, Reply.error(503, "too many watch already"));
      }
    } catch (BadRequestException e) {
      send(request, failure(request, e));
    }
  }

  /** Whether the request may be served; else it has been answered. */
  private static boolean allowed(HttpMethod method, HttpServerRequest request) {
    if (!request.method().equals(method)) {
      request.response().putHeader("Allow", method.name());
      send(request, Reply.error(405, "expected " + method + ", found " + request.method()));
      return false;
    }
    if (foreign(request)) {
      send(request, Reply.error(403, "a page of another origin asked"));
      return false;
    }
    return true;
  }

  /**
   * Whether a browser asks on behalf of a page that did not come from here: such a page could
   * otherwise reload the server of whoever looks at it.
   */
  private static boolean foreign(HttpServerRequest request) {
    String origin = request.getHeader("Origin");
    String host = request.getHeader("Host");
    return origin != null && !origin.equals("http://" + host);
  }

  private Reply health() {
    return actions.serving().getAsBoolean()
        ? Reply.json(200, Map.of("serving", true))
        : Reply.json(503, Map.of("serving", false));
  }

  private Reply metrics() {
    return new Reply(200, PROMETHEUS, actions.metrics().get());
  }

  private Reply explain(HttpServerRequest request) {
    return Reply.json(200, actions.explain().apply(ExplainRequest.of(request.params())));
  }

  private Reply load(HttpServerRequest request) {
    return Reply.json(200, actions.load().apply(LoadRequest.of(request.params())));
  }

  private Reply reload(HttpServerRequest request) {
    return published(actions.reload().apply(ReloadRequest.of(request.params())));
  }

  private Reply rollback(HttpServerRequest request) {
    String number = request.getParam("generation");
    if (number != null && !number.matches("[1-9]\\d{0,17}")) {
      throw new BadRequestException("expected generation=NUMBER, 1 or more");
    }
    return published(actions.rollback().apply(number == null ? 0 : Long.parseLong(number)));
  }

  private static Reply published(ReloadReport report) {
    int code = report.outcome() == ReloadReport.Outcome.REFUSED ? 422 : 200;
    return Reply.json(code, report.document());
  }

  private static Reply failure(HttpServerRequest request, Throwable fault) {
    if (fault instanceof BadRequestException) {
      return Reply.error(400, String.valueOf(fault.getMessage()));
    }
    if (fault instanceof RefusedException) {
      return Reply.error(409, String.valueOf(fault.getMessage()));
    }
    log.error("bug while serving {}", request.path(), fault);
    return Reply.error(500, "a bug: the server's log has it");
  }

  private static void send(HttpServerRequest request, Reply reply) {
    if (request.response().ended() || request.response().closed()) {
      return;
    }
    request
        .response()
        .setStatusCode(reply.code())
        .putHeader("Content-Type", reply.type())
        .putHeader("Cache-Control", "no-store")
        .end(reply.body());
  }

  private record Reply(int code, String type, String body) {
    static Reply json(int code, Map<String, Object> document) {
      return new Reply(code, JSON, new JsonObject(document).encodePrettily() + "\n");
    }

    static Reply error(int code, String message) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("error", message);
      return json(code, document);
    }
  }
}
