package gslb.server.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where {@code gslb demo stop} and {@code start} reach a running demo: {@code POST /stop/fra-1},
 * {@code POST /start/fra-1}, {@code GET /members}.
 */
final class DemoControl implements AutoCloseable {
  private final Vertx vertx;
  private final DemoMembers members;
  private @Nullable HttpServer server;

  DemoControl(Vertx vertx, DemoMembers members) {
    this.vertx = vertx;
    this.members = members;
  }

  void start(int port) throws IOException {
    String host = DemoPlan.address(port).getAddress().getHostAddress();
    try {
      server =
          vertx
              .createHttpServer()
              .requestHandler(this::handle)
              .listen(port, host)
              .await(5, TimeUnit.SECONDS);
    } catch (Exception e) { // await throws what listen failed with, whatever its type
      throw new IOException(
          "cannot listen on " + host + " port " + port + ": " + e.getMessage(), e);
    }
  }

  private void handle(HttpServerRequest request) {
    if (request.method().equals(HttpMethod.GET)) {
      send(request, 200, Map.of());
      return;
    }
    String[] path = request.path().split("/", -1);
    boolean known = path.length == 3 && members.names().contains(path[2]);
    if (!known) {
      send(request, 404, Map.of("error", "the members are " + String.join(" ", members.names())));
      return;
    }
    change(path[1], path[2])
        .onSuccess(done -> send(request, 200, Map.of()))
        .onFailure(failure -> send(request, 500, Map.of("error", failure.getMessage())));
  }

  private Future<?> change(String verb, String member) {
    return switch (verb) {
      case "stop" -> members.stop(member);
      case "start" -> members.start(member);
      default -> Future.failedFuture("expected /stop/MEMBER or /start/MEMBER");
    };
  }

  private void send(HttpServerRequest request, int code, Map<String, Object> more) {
    Map<String, Object> document = new LinkedHashMap<>(more);
    List<String> running = members.names().stream().filter(members::runs).toList();
    List<String> stopped =
        members.names().stream().filter(name -> !running.contains(name)).toList();
    document.put("running", running);
    document.put("stopped", stopped);
    request
        .response()
        .setStatusCode(code)
        .putHeader("Content-Type", "application/json")
        .end(new JsonObject(document).encodePrettily() + "\n");
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }
}
