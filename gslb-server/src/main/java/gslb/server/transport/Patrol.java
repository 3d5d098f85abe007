package gslb.server.transport;

import gslb.server.stats.QueryCounters;
import io.netty.channel.EventLoop;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after the connections of one event loop, at intervals. Lives on that loop. */
final class Patrol {
  private static final long LONGEST_MILLIS = 1_000;
  private static final long SHORTEST_MILLIS = 10;

  private static final Logger log = LoggerFactory.getLogger(Patrol.class);

  final QueryCounters counters;
  private final ConnectionLimits limits;
  private final Set<Guard> guards = new HashSet<>();

  Patrol(ConnectionLimits limits, QueryCounters counters) {
    this.limits = limits;
    this.counters = counters;
  }

  /** Begins; ends with the loop. */
  void begin(EventLoop loop) {
    long shortest = Math.min(limits.idle().toMillis(), limits.message().toMillis());
    long interval = Math.clamp(shortest / 10, SHORTEST_MILLIS, LONGEST_MILLIS);
    loop.scheduleWithFixedDelay(this::look, interval, interval, TimeUnit.MILLISECONDS)
        .addListener(ended -> {
          if (!ended.isCancelled() && !loop.isShuttingDown()) {
            log.error("bug: connections are no longer looked after", ended.cause());
          }
        });
  }

  void watch(Guard guard) {
    guards.add(guard);
  }

  void forget(Guard guard) {
    guards.remove(guard);
  }

  private void look() {
    long now = System.nanoTime();
    for (Guard guard : List.copyOf(guards)) {
      guard.look(now, limits);
    }
  }
}
