package gslb.health.cluster;

import gslb.health.override.TargetOverride;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the own region's map has every override this host knows: looks at each of them
 * once a second, and at once when there are others. A put may block behind a cut for seconds, so a
 * thread does it that nobody waits for. It starts with the first override there is.
 */
final class OverrideRelay implements AutoCloseable {

  private static final int PACE_MILLIS = 1000;
  private static final Logger log = LoggerFactory.getLogger(OverrideRelay.class);

  private final Consumer<TargetOverride> settle;
  private final Semaphore news = new Semaphore(0);
  private final LongAdder failures = new LongAdder();
  private volatile List<TargetOverride> wanted = List.of();
  private volatile boolean closed;
  private boolean started;

  /**
   * A relay of nothing.
   *
   * @param settle puts one into the map unless it is there; may block and may throw
   */
  OverrideRelay(Consumer<TargetOverride> settle) {
    this.settle = settle;
  }

  /** These from now on. Never blocks. */
  synchronized void offer(Collection<TargetOverride> overrides) {
    wanted = List.copyOf(overrides);
    if (!started && !wanted.isEmpty()) {
      started = true;
      Thread.ofPlatform().daemon().name("override relay").start(this::relay);
    }
    news.release();
  }

  /** How many could not be put; each is tried again. */
  long failures() {
    return failures.sum();
  }

  @Override
  public void close() {
    closed = true;
    news.release();
  }

  private void relay() {
    while (!closed) {
      pass();
      try {
        if (news.tryAcquire(PACE_MILLIS, TimeUnit.MILLISECONDS)) {
          news.drainPermits();
        }
      } catch (InterruptedException e) {
        return; // nobody interrupts but a dying process
      }
    }
  }

  /** One that fails ends the pass: the others would wait for the same cluster. */
  private void pass() {
    try {
      for (TargetOverride override : wanted) {
        if (closed) {
          return;
        }
        settle.accept(override);
      }
    } catch (RuntimeException e) {
      failures.increment();
      log.debug("overrides not written", e);
    }
  }
}
