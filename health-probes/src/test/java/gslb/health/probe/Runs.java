package gslb.health.probe;

import gslb.health.Definitions;
import gslb.health.status.Endpoint;
import gslb.health.status.Watch;
import gslb.zones.Check;
import gslb.zones.Monitor;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

  /** An HTTP check that expects 200 or 202..299. */
  static Monitor http(
      boolean tls,
      int port,
      String path,
      @Nullable String host,
      @Nullable String body,
      boolean verify,
      Monitor.Cadence cadence) {
    return Definitions.monitor(
        "http",
        cadence,
        new Check.Http(
            tls,
            Check.Protocol.HTTP_1_1,
            port,
            Check.Method.GET,
            path,
            host,
            Map.of(),
            List.of(new Check.StatusRange(200, 200), new Check.StatusRange(202, 299)),
            body,
            new Check.Certificate(verify, Duration.ofDays(14)),
            null,
            false));
  }
}
