package gslb.server.transport;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory all connections of a process share: what each costs by being open, and what it makes
 * the server hold. Any thread may take and give.
 */
final class MemoryBudget {
  private final long limit;
  private final AtomicLong taken = new AtomicLong();

  /**
   * @param limit bytes, 1 or more
   */
  MemoryBudget(long limit) {
    this.limit = limit;
  }

  /** Takes bytes whether they are left or not; each take wants its {@link #give}. */
  void take(long bytes) {
    taken.addAndGet(bytes);
  }

  void give(long bytes) {
    taken.addAndGet(-bytes);
  }

  /** Whether more is taken than there is. */
  boolean overdrawn() {
    return taken.get() > limit;
  }

  /** Bytes taken now. */
  long taken() {
    return taken.get();
  }
}
