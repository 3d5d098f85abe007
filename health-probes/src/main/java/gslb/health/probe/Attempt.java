package gslb.health.probe;

import gslb.health.status.MemberStatus;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One run of a probe: one result, one deadline over all of it, however the time is spent:
 * resolving, connecting, shaking hands, waiting or being fed a byte at a time.
 *
 * <p>Confined to the event loop it was made on.
 */
final class Attempt {

  private final Vertx vertx;
  private final long startNanos = System.nanoTime();
  private final Promise<ProbeResult> promise = Promise.promise();
  private final long timer;
  private @Nullable Runnable closeConnection;

  Attempt(Vertx vertx, Duration timeout) {
    this.vertx = vertx;
    String detail = "no answer within " + timeout.toMillis() + " ms";
    this.timer =
        vertx.setTimer(timeout.toMillis(), id -> failed(ProbeResult.Reason.TIMED_OUT, detail));
  }

  Future<ProbeResult> result() {
    return promise.future();
  }

  /** Says how to end the connection; done at once if the attempt is over already. */
  void opened(Runnable close) {
    if (promise.future().isComplete()) {
      close.run();
    } else {
      closeConnection = close;
    }
  }

  /** Leaves the connection open when the attempt ends. */
  void keepOpen() {
    closeConnection = null;
  }

  boolean over() {
    return promise.future().isComplete();
  }

  void succeeded() {
    succeeded(MemberStatus.UNTOLD, "");
  }

  void succeeded(double load, String warning) {
    Duration latency = Duration.ofNanos(System.nanoTime() - startNanos);
    finish(new ProbeResult.Success(latency, load, warning));
  }

  void failed(ProbeResult.Reason reason, String detail) {
    finish(new ProbeResult.Failure(reason, detail));
  }

  void failed(Throwable cause) {
    finish(Diagnosis.of(cause));
  }

  private void finish(ProbeResult result) {
    if (promise.tryComplete(result)) {
      vertx.cancelTimer(timer);
      if (closeConnection != null) {
        closeConnection.run();
      }
    }
  }
}
