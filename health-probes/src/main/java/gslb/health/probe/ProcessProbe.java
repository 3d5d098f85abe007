package gslb.health.probe;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;

/** Runs a process of the host's and reads its end. */
final class ProcessProbe implements Probe {

  private final Vertx vertx;
  private final Executor threads;
  private final Duration timeout;
  private final List<String> words;
  private final Path folder;
  private final Map<String, String> environment;
  private final BiFunction<ProcessRun.End.Exited, Duration, ProbeResult> reading;

  /**
   * A probe.
   *
   * @param threads wait for it
   * @param reading of a process that ended by itself, in time, after so long
   */
  ProcessProbe(
      Vertx vertx,
      Executor threads,
      Duration timeout,
      List<String> words,
      Path folder,
      Map<String, String> environment,
      BiFunction<ProcessRun.End.Exited, Duration, ProbeResult> reading) {
    this.vertx = vertx;
    this.threads = threads;
    this.timeout = timeout;
    this.words = words;
    this.folder = folder;
    this.environment = environment;
    this.reading = reading;
  }

  @Override
  public Future<ProbeResult> run() {
    Promise<ProbeResult> promise = Promise.promise();
    long start = System.nanoTime();
    Context eventLoop = vertx.getOrCreateContext();
    threads.execute(() -> {
      ProbeResult result = result(start);
      eventLoop.runOnContext(now -> promise.complete(result));
    });
    return promise.future();
  }

  private ProbeResult result(long startNanos) {
    try {
      return switch (ProcessRun.run(words, folder, environment, startNanos + timeout.toNanos())) {
        case ProcessRun.End.Exited exited ->
            reading.apply(exited, Duration.ofNanos(System.nanoTime() - startNanos));
        case ProcessRun.End.Killed() ->
            new ProbeResult.Failure(
                ProbeResult.Reason.TIMED_OUT,
                "not done within " + timeout.toMillis() + " ms, killed");
      };
    } catch (IOException e) {
      return new ProbeResult.Unable(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) { // or nobody would ever hear of it
      return new ProbeResult.Unable(e.toString());
    }
  }
}
