package gslb.server.transport;

import com.sun.management.UnixOperatingSystemMXBean;
import gslb.server.stats.ServerStats;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all connections of a process share, whichever address they come in by: event loops, limits,
 * memory, and the trust in proxies.
 */
public final class Connections implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Connections.class);
  private static final long STOP_SECONDS = 5;

  /** Files and sockets for all else: zones, databases, clusters, probes, UDP. */
  private static final int OTHER_FILES = 256;

  private final ConnectionLimits limits;
  private final MemoryBudget memory;
  private final Doorkeeper door;
  private final Vertx vertx;

  /** Event loops of their own, so that no connection waits for a probe. */
  public Connections(ConnectionLimits wanted, ProxyTrust trust, ServerStats stats) {
    this.limits = within(wanted);
    this.memory = new MemoryBudget(limits.memory());
    this.door = new Doorkeeper(limits, trust, stats, memory);
    this.vertx = EventLoops.open(new GuardedTransport(door));
    stats.gauge("gslb.connections.open", "Connections open, all transports", this::open);
    stats.gauge(
        "gslb.connections.memory.bytes",
        "What connections hold of the memory they may",
        memory::taken);
  }

  /** As many as the system lets a process have: an accept that fails would fail for all. */
  private static ConnectionLimits within(ConnectionLimits wanted) {
    if (!(ManagementFactory.getOperatingSystemMXBean()
        instanceof UnixOperatingSystemMXBean system)) {
      return wanted;
    }
    long files = system.getMaxFileDescriptorCount();
    int total = Math.clamp(files - OTHER_FILES, 1, wanted.total());
    if (total < wanted.total()) {
      log.warn(
          "{} connections instead of {}: the system allows {} open files (ulimit -n, LimitNOFILE)",
          total,
          wanted.total(),
          files);
    }
    return wanted.withTotal(total);
  }

  /** How many are open. */
  public int open() {
    return door.connections();
  }

  Vertx vertx() {
    return vertx;
  }

  ConnectionLimits limits() {
    return limits;
  }

  MemoryBudget memory() {
    return memory;
  }

  /** Ends the event loops and every connection with them. */
  @Override
  public void close() {
    try {
      vertx.close().await(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      log.warn("event loops did not end within {} s", STOP_SECONDS);
    }
  }
}
