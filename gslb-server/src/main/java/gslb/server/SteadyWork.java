package gslb.server;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server does at a steady pace whether anything changed or not (S-25), on a thread that
 * nobody waits for: it beats, and keeps what vantages said.
 */
final class SteadyWork implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SteadyWork.class);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("gslb-steady").daemon(true).factory());

  /** Does the work every so often, from now on. */
  void every(Duration pace, Runnable work) {
    var _ =
        thread.scheduleWithFixedDelay(
            () -> {
              try {
                work.run();
              } catch (RuntimeException e) { // a bug must not end the schedule
                log.error("steady work failed, the next time will try again", e);
              }
            },
            0,
            pace.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(2, TimeUnit.SECONDS)) {
        log.warn("steady work goes on while the server stops");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
