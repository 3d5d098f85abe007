package gslb.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a process is made of, closed in the reverse order of its making. */
final class Parts implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Parts.class);

  private final Deque<AutoCloseable> made = new ArrayDeque<>();

  /** Takes a part over and gives it back. */
  synchronized <T extends AutoCloseable> T add(T part) {
    made.push(part);
    return part;
  }

  /** Closes every part but some, which are closed with the next {@link #close}. */
  synchronized void closeExcept(Predicate<AutoCloseable> kept) {
    List<AutoCloseable> left = made.stream().filter(kept).toList();
    made.removeIf(kept);
    close();
    left.reversed().forEach(made::push);
  }

  /** Closes every part, whatever the others do. */
  @Override
  public synchronized void close() {
    while (!made.isEmpty()) {
      AutoCloseable part = made.pop();
      try {
        part.close();
      } catch (Exception e) { // AutoCloseable promises no less
        log.warn("{} was not closed", part.getClass().getSimpleName(), e);
      }
    }
  }
}
