package gslb.server.transport;

import com.sun.management.UnixOperatingSystemMXBean;
import gslb.server.stats.ServerStats;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all connections of a process share, whichever address they come in by: event loops, limits,
 * memory, and the trust in proxies.
 */
public final class Connections implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Connections.class);
  private static final long STOP_SECONDS = 5;

  private static final long LOOK_NANOS = 20_000_000;

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

  /**
   * Goes on with another process' listening socket, when a transport of that address starts.
   *
   * @param descriptor ours from now on
   */
  public void inherit(InetSocketAddress address, int descriptor) throws IOException {
    door.listening().inherit(address, descriptor);
  }

  /**
   * The listening sockets of all transports, by address, for a process that goes on with them; both
   * may accept then, each connection is one's.
   *
   * @throws IOException if they cannot be handed over
   */
  public Map<InetSocketAddress, Integer> handOver() throws IOException {
    return door.listening().descriptors();
  }

  /** Accepts no more, anywhere; what is open stays open. */
  public void acceptNoMore() {
    door.listening().close();
  }

  /** Frees what was taken over and no transport's address asked for. */
  public void forgetInherited() {
    door.listening().closeInherited();
  }

  /**
   * Waits until the clients have closed all connections, or were idle for too long.
   *
   * @return false if the time ran out first
   */
  public boolean awaitNone(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (open() > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return open() == 0;
  }

  /** Tells whose socket is made next. */
  void listenNext(InetSocketAddress address) {
    door.listening().expect(address);
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
