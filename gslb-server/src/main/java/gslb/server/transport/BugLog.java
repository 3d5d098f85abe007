package gslb.server.transport;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs a bug once for each distinct cause, so that a packet that hits one cannot fill a disk.
 * Shared by the workers of a transport; any thread may report.
 */
final class BugLog {
  private static final Logger log = LoggerFactory.getLogger(BugLog.class);
  private static final int CAUSES = 100;

  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  /** Whether it was new and is now logged. */
  boolean report(Throwable bug) {
    StackTraceElement[] trace = bug.getStackTrace();
    String cause = bug.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    if (seen.size() >= CAUSES || !seen.add(cause)) {
      return false;
    }
    log.error("bug while answering, logged once, counted in gslb_errors_total: {}", cause, bug);
    return true;
  }
}
