package gslb.health.probe;

import gslb.health.status.Endpoint;
import gslb.health.status.Watch;
import gslb.zones.Monitor;
import gslb.zones.Quorum;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs one probe the way the prober does, on an event loop. */
final class Runs {

  private Runs() {}

  static ProbeResult once(Vertx vertx, Probes probes, Monitor monitor, String target)
      throws InterruptedException, ExecutionException, TimeoutException {
    Watch watch = new Watch(new Endpoint(monitor.name(), target), monitor, "fra");
    CompletableFuture<ProbeResult> result = new CompletableFuture<>();
    vertx.runOnContext(now -> probes.of(watch).run().onSuccess(result::complete));
    return result.get(30, TimeUnit.SECONDS);
  }

  static Monitor.Http http(
      boolean tls,
      int port,
      String path,
      @Nullable String host,
      @Nullable String body,
      boolean verify,
      Monitor.Cadence cadence) {
    return new Monitor.Http(
        "http",
        cadence,
        new Quorum.Majority(),
        List.of(),
        tls,
        port,
        path,
        host,
        List.of(new Monitor.StatusRange(200, 200), new Monitor.StatusRange(202, 299)),
        body,
        new Monitor.Certificate(verify, Duration.ofDays(14)));
  }
}
