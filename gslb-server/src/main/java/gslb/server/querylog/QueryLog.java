package gslb.server.querylog;

import gslb.server.answer.Recorder;
import gslb.server.sample.Samples;
import gslb.server.sample.Sampling;
import gslb.server.snapshot.SnapshotRef;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Both logs of a server: says to the workers what they are to note, and has one thread read it 50
 * times a second while anything is wanted, by the configuration or by somebody who watches.
 */
public final class QueryLog implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(QueryLog.class);
  private static final long LOOK_MILLIS = 20;
  private static final long PACE_NANOS = 200_000_000L;

  /** Each costs lines made for it alone; a server is watched by people, not by machines. */
  private static final int MOST_WATCHERS = 16;

  private final LogRule rule;
  private final SnapshotRef snapshots;
  private final LogFigures figures = new LogFigures();
  private final LogReader reader;
  private final List<Samples> workers = new CopyOnWriteArrayList<>();
  private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("gslb-query-log").daemon(true).factory());

  // Under this object's lock.
  private @Nullable ScheduledFuture<?> looking;
  private Sampling sampling = new Sampling(0, 0, 0, 0, 0);

  // The log thread's alone: what was noted for who watches since when.
  private long pacedAt;
  private long notedQueries;
  private long notedDecisions;

  /** Logs of the answers made from those snapshots; {@link #start} begins to write them. */
  public QueryLog(LogRule rule, SnapshotRef snapshots) {
    this.rule = rule;
    this.snapshots = snapshots;
    this.reader = new LogReader(rule, figures);
  }

  /** Logs what the configuration wants from now on. */
  public synchronized void start() {
    apply(1, 1);
  }

  /** What a new worker notes its answers with. */
  public synchronized Recorder recorder() {
    Samples samples = new Samples();
    samples.want(sampling);
    workers.add(samples);
    return new Recorder(samples);
  }

  /**
   * Begins to show lines.
   *
   * @param lines receives some whole ones at a time, each JSON with its end; on the log's thread,
   *     which must not wait
   * @return what ends it, safe to run twice; empty = too many watch already
   */
  public synchronized Optional<Runnable> watch(Wanted wanted, Consumer<String> lines) {
    if (watchers.size() >= MOST_WATCHERS) {
      return Optional.empty();
    }
    Watcher watcher = new Watcher(wanted, lines, System.nanoTime());
    watchers.add(watcher);
    apply(Math.max(1, sampling.watchedQueries()), Math.max(1, sampling.watchedDecisions()));
    return Optional.of(() -> leave(watcher));
  }

  private synchronized void leave(Watcher watcher) {
    if (watchers.remove(watcher)) {
      apply(Math.max(1, sampling.watchedQueries()), Math.max(1, sampling.watchedDecisions()));
    }
  }

  /** How many lines a log's file got. */
  public long written(LogKind kind) {
    return figures.written(kind);
  }

  /** How many entries were overwritten before they were read, or fitted no file. */
  public long missed(LogKind kind) {
    return figures.missed(kind);
  }

  /** How many watch now. */
  public int watching() {
    return watchers.size();
  }

  private synchronized void apply(int watchedQueries, int watchedDecisions) {
    Sampling wanted =
        new Sampling(
            rule.queries(),
            rule.errors(),
            rule.decisions(),
            isWatched(LogKind.QUERIES) ? watchedQueries : 0,
            isWatched(LogKind.DECISIONS) ? watchedDecisions : 0);
    if (!wanted.equals(sampling)) {
      sampling = wanted;
      workers.forEach(worker -> worker.want(wanted));
    }
    ScheduledFuture<?> running = looking;
    if (running == null && !wanted.isOff() && !thread.isShutdown()) {
      looking =
          thread.scheduleWithFixedDelay(
              this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    } else if (running != null && wanted.isOff()) {
      running.cancel(false);
      looking = null;
      thread.execute(reader::rest);
    }
  }

  private boolean isWatched(LogKind kind) {
    return watchers.stream().anyMatch(watcher -> watcher.wanted.kind() == kind);
  }

  private void look() {
    try {
      look(System.nanoTime());
    } catch (RuntimeException e) {
      log.error("bug while the query log was written", e); // the next look goes on behind it
    }
  }

  /** One look at the rings. */
  private void look(long nowNanos) {
    LogReader.Noted noted = reader.look(workers, watchers, snapshots.get(), nowNanos);
    notedQueries += noted.queries();
    notedDecisions += noted.decisions();
    long passed = nowNanos - pacedAt;
    if (passed >= PACE_NANOS) {
      pace(passed);
      pacedAt = nowNanos;
      notedQueries = 0;
      notedDecisions = 0;
    }
  }

  private synchronized void pace(long nanos) {
    apply(
        WatchedPace.next(
            Math.max(1, sampling.watchedQueries()),
            notedQueries,
            nanos,
            perSecond(LogKind.QUERIES)),
        WatchedPace.next(
            Math.max(1, sampling.watchedDecisions()),
            notedDecisions,
            nanos,
            perSecond(LogKind.DECISIONS)));
  }

  private int perSecond(LogKind kind) {
    boolean narrow =
        watchers.stream()
            .anyMatch(watcher -> watcher.wanted.kind() == kind && watcher.wanted.isNarrow());
    return narrow ? WatchedPace.LOOKED_THROUGH : WatchedPace.LINES;
  }

  /** Writes what was noted until now. */
  @Override
  public void close() {
    synchronized (this) {
      watchers.clear();
      workers.forEach(worker -> worker.want(new Sampling(0, 0, 0, 0, 0)));
    }
    try {
      thread
          .submit(() -> {
            look();
            reader.close();
          })
          .get(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      log.warn("the last lines of the query log were not written", e);
    }
    thread.shutdownNow();
  }
}
