package gslb.health.cluster;

import gslb.health.status.StatusKey;
import gslb.health.status.StatusReport;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes reports without making anybody wait: a put goes to the entry's owner, which may be behind
 * a cut for many seconds. Every key has one slot with its latest report, and while there is one, a
 * thread that writes it; what is overtaken in its slot is never written. There are as many threads
 * as puts that wait, at most one a key. They are platform threads, see {@link RegionLink}.
 */
final class ReportWriter {

  private static final Logger log = LoggerFactory.getLogger(ReportWriter.class);

  private final Consumer<StatusReport> put;
  private final ConcurrentMap<StatusKey, StatusReport> slots = new ConcurrentHashMap<>();
  private final LongAdder failures = new LongAdder();
  private final Executor threads =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("status writer ", 0).factory());

  /**
   * A writer with empty slots.
   *
   * @param put may block and may throw
   */
  ReportWriter(Consumer<StatusReport> put) {
    this.put = put;
  }

  /** Leaves a report to be written. Never blocks. */
  void offer(StatusReport report) {
    if (slots.put(report.key(), report) == null) {
      threads.execute(() -> drain(report.key()));
    }
  }

  /** How many puts have failed; the next report makes up for each. */
  long failures() {
    return failures.sum();
  }

  private void drain(StatusKey key) {
    StatusReport report = slots.get(key);
    while (report != null) {
      try {
        put.accept(report);
      } catch (RuntimeException e) {
        failures.increment();
        log.debug("{}: not written", key, e);
      }
      // Empties the slot unless something newer has come: then that is next.
      report = slots.remove(key, report) ? null : slots.get(key);
    }
  }
}
