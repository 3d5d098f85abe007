package gslb.server.control;

import gslb.server.querylog.Wanted;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * One request that watches a log: a response that goes on, a JSON document a line, until the client
 * has seen enough. Empty lines in between keep it open. Lines a slow client does not take are left
 * out and counted. Lives on the request's event loop.
 */
final class Tail {
  private static final String LINES = "application/x-ndjson";
  private static final long SIGN_OF_LIFE_MILLIS = 10_000;

  private final Vertx vertx;
  private final Context context;
  private final HttpServerResponse response;
  private long leftOut;

  private Tail(Vertx vertx, HttpServerRequest request) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.response = request.response();
  }

  /**
   * Begins to answer the request; false if too many watch already, then nothing was sent.
   *
   * @param watch see {@link AdminActions}
   */
  static boolean begin(
      Vertx vertx,
      HttpServerRequest request,
      Wanted wanted,
      BiFunction<Wanted, Consumer<String>, Optional<Runnable>> watch) {
    Tail tail = new Tail(vertx, request);
    Optional<Runnable> leave =
        watch.apply(wanted, lines -> tail.context.runOnContext(loop -> tail.write(lines)));
    leave.ifPresent(tail::open);
    return leave.isPresent();
  }

  private void open(Runnable leave) {
    long timer = vertx.setPeriodic(SIGN_OF_LIFE_MILLIS, tick -> write("\n"));
    response.closeHandler(closed -> {
      vertx.cancelTimer(timer);
      leave.run();
    });
    response
        .setChunked(true)
        .putHeader("Content-Type", LINES)
        .putHeader("Cache-Control", "no-store");
    var _ = response.write("\n"); // the client learns at once that it watches
  }

  private void write(String lines) {
    if (response.closed() || response.ended()) {
      return;
    }
    if (response.writeQueueFull()) {
      leftOut += lines.lines().filter(line -> !line.isEmpty()).count();
      return;
    }
    if (leftOut > 0) {
      var _ = response.write("{\"left_out\":" + leftOut + "}\n");
      leftOut = 0;
    }
    var _ = response.write(lines);
  }
}
