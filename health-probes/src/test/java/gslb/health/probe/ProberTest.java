package gslb.health.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gslb.health.Definitions;
import gslb.health.status.Endpoint;
import gslb.health.status.Watch;
import gslb.zones.Monitor;
import gslb.zones.Quorum;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** P17: a probe that hangs delays no other, and no more run at once than allowed. */
class ProberTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private final Vertx vertx = Vertx.vertx();
  private final Context eventLoop = vertx.getOrCreateContext();
  private final AtomicInteger hanging = new AtomicInteger();
  private final Map<String, Integer> results = new ConcurrentHashMap<>();
  private Probes probes;
  private int port;

  @BeforeEach
  void serve() throws Exception {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(request -> {
              if (request.path().equals("/ok")) {
                request.response().end();
                return;
              }
              hanging.incrementAndGet();
              request.connection().closeHandler(closed -> hanging.decrementAndGet());
            })
            .listen(0, "127.0.0.1")
            .await(30, TimeUnit.SECONDS);
    port = server.actualPort();
    probes = new Probes(vertx, HostTools.NONE);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  private Watch http(String name, String path, int interval, int timeout) {
    Monitor monitor =
        Runs.http(
            false, port, path, null, null, true, Definitions.cadence(interval, timeout, 1, 1));
    return new Watch(new Endpoint(name, "127.0.0.1"), monitor, "fra");
  }

  private void heard(Watch watch, ProbeResult result) {
    results.merge(watch.endpoint().monitor() + " " + result.succeeded(), 1, Integer::sum);
  }

  private Prober start(int maxConcurrent, List<Watch> watches) {
    return start(maxConcurrent, watches, probes::of);
  }

  private Prober start(int maxConcurrent, List<Watch> watches, Function<Watch, Probe> aim) {
    Prober prober = new Prober(vertx, aim, new SplittableRandom(1), maxConcurrent, this::heard);
    eventLoop.runOnContext(now -> prober.watch(watches));
    return prober;
  }

  @Test
  void hungProbesDelayNoOther() {
    List<Watch> watches = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      watches.add(http("hung-" + i, "/silent", 120_000, 60_000));
    }
    watches.add(http("ok", "/ok", 100, 90));
    start(512, watches);

    await().atMost(LONG).until(() -> hanging.get() == 20);
    int before = results.getOrDefault("ok true", 0);
    await().atMost(LONG).until(() -> results.getOrDefault("ok true", 0) >= before + 5);
    assertThat(hanging).hasValue(20);
  }

  @Test
  void noMoreRunAtOnceThanAllowedAndNoneIsForgotten() {
    List<Watch> watches = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      watches.add(http("hung-" + i, "/", 1000, 200));
    }
    AtomicInteger running = new AtomicInteger();
    AtomicInteger mostRunning = new AtomicInteger();
    Probe hung =
        () -> {
          mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
          ProbeResult late = new ProbeResult.Failure(ProbeResult.Reason.TIMED_OUT, "");
          return vertx
              .timer(200, TimeUnit.MILLISECONDS)
              .map(id -> late)
              .onComplete(over -> running.decrementAndGet());
        };
    start(2, watches, watch -> hung);

    await().atMost(LONG).until(() -> results.size() == 6);
    assertThat(mostRunning).hasValue(2);
  }

  @Test
  void aProbeThatThrowsIsAFailureAndIsTriedAgain() {
    start(
        2,
        List.of(http("broken", "/", 100, 90)),
        watch ->
            () -> {
              throw new IllegalStateException("our own fault");
            });

    await().atMost(LONG).until(() -> results.getOrDefault("broken false", 0) >= 3);
  }

  @Test
  void aProbeWhoseFutureFailsIsAFailureAndIsTriedAgain() {
    start(
        2,
        List.of(http("broken", "/", 100, 90)),
        watch -> () -> Future.failedFuture(new IllegalStateException("our own fault")));

    await().atMost(LONG).until(() -> results.getOrDefault("broken false", 0) >= 3);
  }

  @Test
  void whatIsNoLongerWatchedFallsSilent() {
    Watch stays = http("stays", "/ok", 100, 90);
    Prober prober = start(8, List.of(stays, http("goes", "/ok", 100, 90)));
    await().atMost(LONG).until(() -> results.containsKey("goes true"));

    eventLoop.runOnContext(now -> {
      prober.watch(List.of(stays));
      results.clear();
    });

    await().atMost(LONG).until(() -> results.getOrDefault("stays true", 0) >= 5);
    assertThat(results).containsOnlyKeys("stays true");
  }

  @Test
  void anEndpointIsProbedAtItsMonitorsPace() {
    Monitor monitor =
        Definitions.tcp(port, Definitions.cadence(200, 90, 1, 1), new Quorum.Majority());
    long start = System.nanoTime();
    start(8, List.of(new Watch(new Endpoint("tcp", "127.0.0.1"), monitor, "fra")));

    await().atMost(LONG).until(() -> results.getOrDefault("tcp true", 0) >= 10);
    // 10 results: one within the first interval, then 9 more of which 8 are whole intervals apart
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1500));
  }
}
