package gslb.health;

import gslb.health.probe.HostTools;
import gslb.health.probe.Lanes;
import gslb.health.probe.Opinions;
import gslb.health.probe.ProbeResult;
import gslb.health.probe.Probes;
import gslb.health.status.Endpoint;
import gslb.health.status.MemberStatus;
import gslb.health.status.StatusKey;
import gslb.health.status.StatusMap;
import gslb.health.status.StatusReport;
import gslb.health.status.Watch;
import gslb.zones.Declarations;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One prober: probes what its region is to watch, damps the results, and publishes everything it
 * thinks at a fixed pace, whether anything changed or not (S-25): one report a datacenter. The
 * probers of a region are one vantage; none knows of the others.
 *
 * <p>All its state lives on one event loop; its public methods may be called from any thread and do
 * not wait.
 */
public final class ProbeAgent implements AutoCloseable {

  /** Between two reports about a datacenter. */
  public static final Duration PUBLISH_INTERVAL = Duration.ofMillis(500);

  private static final Logger log = LoggerFactory.getLogger(ProbeAgent.class);

  private final String vantage;
  private final String region;
  private final StatusMap map;
  private final Vertx vertx;
  private final Context eventLoop;
  private final HostTools tools;
  private final Probes probes;
  private final Lanes lanes;
  private final Opinions opinions;
  private List<Watch> watches = List.of();
  private Set<String> datacenters = Set.of();
  private long epoch;
  private long sequence;
  private @Nullable Long publishing;
  private boolean closed;

  /** Starts a prober that runs nothing of its host's. */
  public ProbeAgent(
      Declarations declarations,
      String vantage,
      String region,
      StatusMap map,
      Vertx vertx,
      InstantSource clock) {
    this(declarations, vantage, region, map, vertx, clock, HostTools.NONE);
  }

  /**
   * Starts probing.
   *
   * @param vantage the name its reports are under, unique over all probers of all regions
   * @param region where it looks from
   * @param map not closed by the agent
   * @param vertx not closed by the agent
   * @param clock gives the epoch its first value; never compared with another host's
   * @param tools what of its host's it may run
   */
  public ProbeAgent(
      Declarations declarations,
      String vantage,
      String region,
      StatusMap map,
      Vertx vertx,
      InstantSource clock,
      HostTools tools) {
    this.vantage = vantage;
    this.region = region;
    this.map = map;
    this.vertx = vertx;
    this.eventLoop = vertx.getOrCreateContext();
    this.epoch = clock.millis();
    this.tools = tools;
    this.opinions = new Opinions(vantage);
    this.probes = new Probes(vertx, tools);
    this.lanes =
        new Lanes(
            vertx,
            probes::of,
            vantage,
            (watch, result) -> eventLoop.runOnContext(now -> heard(watch, result)));
    eventLoop.runOnContext(start -> {
      watch(declarations);
      publish();
      publishing = vertx.setPeriodic(PUBLISH_INTERVAL.toMillis(), id -> publish());
    });
  }

  /** Watches what other definitions say; endpoints that stay keep their damped status. */
  public void replace(Declarations declarations) {
    eventLoop.runOnContext(now -> watch(declarations));
  }

  /** Stops probing and publishing. What was published stays and grows stale (S-26). */
  @Override
  public void close() {
    eventLoop.runOnContext(now -> {
      closed = true;
      if (publishing != null) {
        vertx.cancelTimer(publishing);
      }
      lanes.close();
      probes.close();
    });
  }

  private void watch(Declarations declarations) {
    if (closed) {
      return;
    }
    watches = Watch.of(declarations).stream().filter(w -> w.watchedFrom(region)).toList();
    // Datacenters that were dropped are reported on, empty, or their last report would live on.
    Set<String> reported = new TreeSet<>(datacenters);
    reported.addAll(declarations.datacenters().keySet());
    datacenters = reported;
    List<Watch> probed = watches.stream().flatMap(watch -> watch.probed().stream()).toList();
    Set<String> told = new TreeSet<>();
    List<Watch> runnable = probed.stream().filter(watch -> canRun(watch, told)).toList();
    opinions.keepOnly(runnable);
    lanes.watch(runnable);
    log.info("prober {} in {} watches {} endpoints", vantage, region, watches.size());
  }

  private boolean canRun(Watch watch, Set<String> told) {
    String obstacle = tools.obstacle(watch.monitor().check());
    if (obstacle != null && told.add(watch.monitor().name())) {
      log.error(
          "prober {} does not look with the monitor '{}': {}",
          vantage,
          watch.monitor().name(),
          obstacle);
    }
    return obstacle == null;
  }

  private void heard(Watch watch, ProbeResult result) {
    if (!closed) { // what ends because everything is closed is no finding
      opinions.heard(watch, result);
    }
  }

  private void publish() {
    outliveEarlierEpochs();
    sequence++;
    Map<String, Map<Endpoint, MemberStatus>> statuses = opinions.byDatacenter(watches);
    for (String datacenter : datacenters) {
      StatusKey key = new StatusKey(vantage, datacenter);
      Map<Endpoint, MemberStatus> ours = statuses.getOrDefault(datacenter, Map.of());
      map.publish(new StatusReport(key, region, epoch, sequence, ours));
    }
  }

  /**
   * A clock set back between two starts must not make this prober speak unheard: if the map knows a
   * higher epoch of its own, it goes on above that.
   */
  private void outliveEarlierEpochs() {
    for (StatusReport report : map.reports()) {
      if (report.key().vantage().equals(vantage) && report.epoch() > epoch) {
        log.warn(
            "vantage {} was heard with a higher epoch {}: an earlier run with another clock, or a"
                + " second prober of the same name",
            vantage,
            report.epoch());
        epoch = report.epoch() + 1;
        sequence = 0;
      }
    }
  }
}
