package gslb.server.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
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

  /**
   * Does not come back: the process ends.
   *
   * @param told runs when it is told to stop, before the closing
   */
  static void run(AutoCloseable running, Runnable told) throws InterruptedException {
    run(running, new CountDownLatch(1)::await, told);
  }

  /**
   * Comes back when it has ended by itself; else the process ends.
   *
   * @param told runs when it is told to stop, before the closing; not when it ends by itself
   */
  static void run(AutoCloseable running, End end, Runnable told) throws InterruptedException {
    AtomicBoolean ended = new AtomicBoolean();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (!ended.get()) {
                    told.run();
                  }
                  stop(running);
                },
                "stop"));
    end.await();
    ended.set(true);
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
