package gslb.health.cluster;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes entries without making anybody wait: a put goes to the entry's owner, which may be behind
 * a cut for many seconds. Every key has one slot with its latest put, and while there is one, a
 * thread that does it; what is overtaken in its slot is never written. There are as many threads as
 * puts that wait, at most one a key. They are platform threads, see {@link RegionLink}.
 */
final class EntryWriter {

  private static final Logger log = LoggerFactory.getLogger(EntryWriter.class);

  private final ConcurrentMap<String, Runnable> slots = new ConcurrentHashMap<>();
  private final LongAdder failures = new LongAdder();
  private final Executor threads =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("status writer ", 0).factory());

  /**
   * Leaves an entry to be written. Never blocks.
   *
   * @param slot of the entry: its map and its key
   * @param put writes it; may block and may throw
   */
  void offer(String slot, Runnable put) {
    if (slots.put(slot, put) == null) {
      threads.execute(() -> drain(slot));
    }
  }

  /** How many puts have failed; the next entry makes up for each. */
  long failures() {
    return failures.sum();
  }

  private void drain(String slot) {
    Runnable put = slots.get(slot);
    while (put != null) {
      try {
        put.run();
      } catch (RuntimeException e) {
        failures.increment();
        log.debug("{}: not written", slot, e);
      }
      // Empties the slot unless something newer has come: then that is next.
      put = slots.remove(slot, put) ? null : slots.get(slot);
    }
  }
}
