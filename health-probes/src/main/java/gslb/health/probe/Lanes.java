package gslb.health.probe;

import com.sun.management.UnixOperatingSystemMXBean;
import gslb.health.status.Endpoint;
import gslb.health.status.Watch;
import gslb.zones.Check;
import gslb.zones.Monitor;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The probers of one process, so that neither one processor nor slow commands are what the others
 * wait for: some on event loops of their own for what talks over sockets, and one for what runs
 * processes, each with a bound of its own.
 *
 * <pre>
 *  endpoints ─┬─ sockets, by their hash ─► Prober (event loop 1)   ─┐
 *             │                           Prober (event loop 2)    ├─► results
 *             └─ processes ─────────────► Prober, a thread a run   ─┘
 * </pre>
 */
public final class Lanes implements AutoCloseable {

  /** Processes at once: each is a program that is loaded and run. */
  static final int MOST_PROCESSES = 64;

  /** Probes over sockets at once, in all lanes. */
  private static final int MOST_SOCKETS = 8192;

  private static final int FEWEST_SOCKETS = 64;

  private static final int SOCKET_LANES = 2;

  private static final Logger log = LoggerFactory.getLogger(Lanes.class);

  private record Lane(Context eventLoop, Prober prober, int bound, String what) {}

  private final List<Lane> sockets = new ArrayList<>();
  private final Lane processes;

  /**
   * Lanes that watch nothing yet.
   *
   * @param probes aims a watch's monitor at its endpoint
   * @param name of the prober: each has a schedule of its own, the same at every start
   * @param results called on the lanes' event loops
   */
  public Lanes(
      Vertx vertx,
      Function<Watch, Probe> probes,
      String name,
      BiConsumer<Watch, ProbeResult> results) {
    SplittableRandom jitter = new SplittableRandom(name.hashCode());
    int bound = descriptors() / SOCKET_LANES;
    for (int i = 0; i < SOCKET_LANES; i++) {
      sockets.add(lane(vertx, probes, jitter.split(), bound, results, "probes"));
    }
    processes = lane(vertx, probes, jitter.split(), MOST_PROCESSES, results, "processes");
  }

  private static Lane lane(
      Vertx vertx,
      Function<Watch, Probe> probes,
      SplittableRandom jitter,
      int bound,
      BiConsumer<Watch, ProbeResult> results,
      String what) {
    return new Lane(
        ((VertxInternal) vertx).createEventLoopContext(),
        new Prober(vertx, probes, jitter, bound, results),
        bound,
        what);
  }

  /** Half of what the process may open: the rest is a server's, if there is one. */
  private static int descriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? Math.clamp(unix.getMaxFileDescriptorCount() / 2, FEWEST_SOCKETS, MOST_SOCKETS)
        : MOST_SOCKETS;
  }

  /** Watches exactly these from now on, each endpoint once. */
  public void watch(Collection<Watch> watches) {
    Map<Endpoint, Watch> distinct = new LinkedHashMap<>();
    watches.forEach(watch -> distinct.putIfAbsent(watch.endpoint(), watch));
    for (int i = 0; i < sockets.size(); i++) {
      int lane = i;
      watch(
          sockets.get(i),
          distinct.values().stream()
              .filter(w -> !runsProcess(w) && laneOf(w.endpoint()) == lane)
              .toList());
    }
    watch(processes, distinct.values().stream().filter(Lanes::runsProcess).toList());
  }

  private int laneOf(Endpoint endpoint) {
    int mixed = endpoint.hashCode() * 0x9E3779B9;
    return Math.floorMod(mixed >>> 16, sockets.size());
  }

  private static boolean runsProcess(Watch watch) {
    return switch (watch.monitor().check()) {
      case Check.Icmp _, Check.Command _ -> true;
      case Check.Http _,
          Check.Tcp _,
          Check.Tls _,
          Check.Dns _,
          Check.Grpc _,
          Check.Composite _,
          Check.None _ ->
          false;
    };
  }

  private static void watch(Lane lane, List<Watch> watches) {
    double hanging = watches.stream().mapToDouble(watch -> share(watch.monitor())).sum();
    if (hanging > lane.bound()) {
      log.warn(
          "if all of {} endpoints hang, {} {} are under way at once; no more than {} can be, so all"
              + " come late then: take longer intervals, shorter timeouts or more probers",
          watches.size(),
          (int) hanging,
          lane.what(),
          lane.bound());
    }
    lane.eventLoop().runOnContext(now -> lane.prober().watch(watches));
  }

  /** Of the time, while every probe runs into its timeout. */
  private static double share(Monitor monitor) {
    Monitor.Cadence cadence = monitor.cadence();
    return (double) cadence.timeout().toNanos() / cadence.interval().toNanos();
  }

  /** Stops every schedule. */
  @Override
  public void close() {
    sockets.forEach(Lanes::close);
    close(processes);
  }

  private static void close(Lane lane) {
    lane.eventLoop().runOnContext(now -> lane.prober().close());
  }
}
