package gslb.health.status;

import java.util.Collection;

/** Carries reports from vantages to readers. Neither method ever waits for another host. */
public interface StatusMap extends AutoCloseable {

  /**
   * Hands a report over. It shows in this map's {@link #reports()} at once and elsewhere when it
   * gets there. Any thread, event loops included.
   */
  void publish(StatusReport report);

  /**
   * The newest known report of every key: an unchanging snapshot, in no particular order. A report
   * whose writer is gone stays; its age tells (S-26).
   */
  Collection<StatusReport> reports();

  /** Lets go of everything; what was published stays where it arrived. */
  @Override
  void close();
}
