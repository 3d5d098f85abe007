package gslb.server.cli;

import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs something until the process is told to stop (Ctrl-C, SIGTERM), then closes it. */
final class UntilStopped {
  private static final Logger log = LoggerFactory.getLogger(UntilStopped.class);

  /** Who asked to stop should not have to wait for a cluster that does not answer. */
  private static final long PATIENCE_MILLIS = 1_500;

  private UntilStopped() {}

  /** What ends by itself, some day. */
  interface End {
    /** Comes back when it has ended. */
    void await() throws InterruptedException;
  }

  /** Does not come back: the process ends. */
  static void run(AutoCloseable running) throws InterruptedException {
    run(running, new CountDownLatch(1)::await);
  }

  /** Comes back when it has ended by itself; else the process ends. */
  static void run(AutoCloseable running, End end) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running), "stop"));
    end.await();
  }

  private static void stop(AutoCloseable running) {
    Thread closing =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try {
                running.close();
              } catch (Exception e) {
                log.error("not everything was closed", e);
              }
            });
    try {
      closing.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
