package gslb.server.transport;

import gslb.server.linux.Processors;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which processor each worker stays on: the first on the first that this process may use, and so
 * on, again from the first when there are more workers.
 *
 * @param processors by number; empty = workers go where the system puts them
 */
record Pinning(List<Integer> processors) {
  private static final Logger log = LoggerFactory.getLogger(Pinning.class);

  static Pinning of(boolean wanted) throws IOException {
    return new Pinning(wanted ? Processors.allowed() : List.of());
  }

  /** Called by the worker's thread. */
  void pin(int worker) {
    if (processors.isEmpty()) {
      return;
    }
    int processor = processors.get(worker % processors.size());
    try {
      Processors.pin(processor);
      log.info("{} stays on processor {}", Thread.currentThread().getName(), processor);
    } catch (IOException e) {
      log.warn("{} is not pinned: {}", Thread.currentThread().getName(), e.getMessage());
    }
  }
}
