package gslb.server.control;

import gslb.server.linux.Niceness;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes snapshots: reloads and verdicts wait for each other here and nowhere
 * else.
 */
public final class ControlThread implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ControlThread.class);

  /** Between two looks at the statuses: changes of this long make one snapshot. */
  static final Duration LOOK_INTERVAL = Duration.ofMillis(100);

  private final Reloader reloader;
  private final VerdictFeed feed;
  private final VerdictStore store;
  private final HoldStore holds;
  private volatile boolean keeping;
  private final GeoFeed geo;
  private final CountDownLatch decided = new CountDownLatch(1);
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("gslb-control").daemon(true).factory());

  /** A thread that does nothing until {@link #start}. */
  public ControlThread(
      Reloader reloader, VerdictFeed feed, VerdictStore store, HoldStore holds, GeoFeed geo) {
    this.reloader = reloader;
    this.feed = feed;
    this.store = store;
    this.holds = holds;
    this.geo = geo;
  }

  /** Looks at the statuses from now on, and keeps the verdicts. */
  public void start() {
    keeping = true;
    startBesideAnother();
  }

  /**
   * Looks at the statuses from now on; another server keeps the verdicts until {@link #recall}.
   * There are queries from now on, too: whoever answers them gets the processor first.
   */
  public void startBesideAnother() {
    thread.execute(Niceness::yieldToOthers);
    var _ =
        thread.scheduleWithFixedDelay(
            this::look, 0, LOOK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      feed.look();
      reloader.replan();
      if (keeping) {
        store.keep(feed.verdicts());
        holds.keep(feed.holds().stopped());
        feed.overrides().keep();
      }
      reloader.refetch();
      reloader.relocate(geo.ground());
      if (feed.verdicts().undecided().isEmpty()) {
        decided.countDown();
      }
    } catch (RuntimeException e) {
      // A bug here must not end the schedule: the last snapshot is served, and the next look tries
      // again.
      log.error("verdicts, fetched zones or places not applied", e);
    }
  }

  /** Reads the definitions on the control thread and waits for what comes of it. */
  public ReloadReport reload(ReloadRequest request) {
    return await(() -> reloader.reload(request.emptyAllowed()));
  }

  /**
   * Goes back to a kept generation.
   *
   * @param generation its number; 0 = the one before
   */
  public ReloadReport rollback(long generation) {
    return await(() -> reloader.rollback(generation));
  }

  /** Serves the newest kept generation that can be; false if there is none. */
  public boolean restore() {
    return await(reloader::restore);
  }

  private <T> T await(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, thread).join();
  }

  /** Runs something on the control thread, waits for it and gives what it gives or throws. */
  <T> T run(Supplier<T> action) {
    try {
      return CompletableFuture.supplyAsync(action, thread).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /**
   * Takes what another server kept last for last known, where no vantage has spoken since, and
   * keeps the verdicts from now on.
   */
  public void recall() {
    CompletableFuture.runAsync(
            () -> {
              feed.recall(store.read());
              keeping = true;
            },
            thread)
        .join();
  }

  /**
   * Waits until every watched endpoint has a verdict (S-20).
   *
   * @return false if the time ran out first
   */
  public boolean awaitVerdicts(Duration limit) throws InterruptedException {
    return decided.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
