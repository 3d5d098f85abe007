package gslb.server;

import gslb.health.cluster.HazelcastStatusMap;
import gslb.health.cluster.RegionFigures;
import gslb.health.status.Heartbeat;
import gslb.server.config.ServerConfig;
import gslb.server.control.GeoFeed;
import gslb.server.control.MemberLines;
import gslb.server.control.OverrideDesk;
import gslb.server.control.Overview;
import gslb.server.control.Overviews;
import gslb.server.control.ReloadReport;
import gslb.server.control.Reloader;
import gslb.server.control.ServerStatus;
import gslb.server.control.VerdictFeed;
import gslb.server.secondary.SecondaryZones;
import gslb.server.snapshot.Provenance;
import gslb.server.snapshot.Snapshot;
import gslb.server.snapshot.SnapshotRef;
import gslb.server.state.StateTroubles;
import gslb.server.stats.ServerStats;
import gslb.server.transport.Transport;
import gslb.zones.Declarations;
import gslb.zones.HostPort;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gathers a server's status and gauges from the parts that know them. */
final class StatusSource {

  /** So long a status is not healthy after an entry that was not authentic. */
  private static final Duration ALARMED = Duration.ofMinutes(5);

  private final ServerConfig config;
  private final String version;
  private final InstantSource clock;
  private final Instant started;
  private final SnapshotRef snapshots;
  private final VerdictFeed feed;
  private final Reloader reloader;
  private final HazelcastStatusMap statuses;
  private final GeoFeed geo;
  private final SecondaryZones secondaries;
  private final StateTroubles troubles;
  private final Supplier<Heartbeat> beat;
  private final ServerStats stats;
  private final OverrideDesk desk;
  private final Supplier<List<Transport>> transports;

  StatusSource(
      ServerConfig config,
      String version,
      InstantSource clock,
      SnapshotRef snapshots,
      VerdictFeed feed,
      Reloader reloader,
      HazelcastStatusMap statuses,
      GeoFeed geo,
      SecondaryZones secondaries,
      StateTroubles troubles,
      Supplier<Heartbeat> beat,
      ServerStats stats,
      OverrideDesk desk,
      Supplier<List<Transport>> transports) {
    this.config = config;
    this.version = version;
    this.clock = clock;
    this.started = clock.instant();
    this.snapshots = snapshots;
    this.feed = feed;
    this.reloader = reloader;
    this.statuses = statuses;
    this.geo = geo;
    this.secondaries = secondaries;
    this.troubles = troubles;
    this.beat = beat;
    this.stats = stats;
    this.desk = desk;
    this.transports = transports;
  }

  ServerStatus get() {
    ServerConfig.Node node = config.node();
    return new ServerStatus(
        version,
        node.name(),
        node.region(),
        node.datacenter(),
        !transports.get().isEmpty(),
        started,
        clock.instant(),
        served(),
        reloader.lastReload(),
        listeners(),
        geo.lines(),
        secondaries.figures().stream().map(SecondaryLines::line).toList(),
        MemberLines.of(snapshots.get().declarations(), feed),
        desk.lines(),
        statuses.figures().stream().map(StatusSource::line).toList(),
        overview(),
        stats.totals());
  }

  private Overview overview() {
    Declarations declarations = snapshots.get().declarations();
    return new Overview(
        Overviews.datacenters(declarations, feed.verdicts()),
        Overviews.pools(declarations, feed),
        Overviews.vantages(feed.sightings(), feed.verdicts()),
        Overviews.servers(statuses.servers(), beat.get()),
        reloader.fromCopy(),
        troubles.standing());
  }

  private ServerStatus.Served served() {
    Snapshot snapshot = snapshots.get();
    Provenance provenance = snapshot.provenance();
    return new ServerStatus.Served(
        provenance.generation(),
        provenance.digest(),
        config.definitions().toString(),
        snapshot.declarations().zones().size(),
        snapshot.steered().size(),
        provenance.geo(),
        provenance.verdictEpoch(),
        provenance.published());
  }

  private List<ServerStatus.Listener> listeners() {
    List<ServerStatus.Listener> listeners = new ArrayList<>();
    for (Transport transport : transports.get()) {
      listeners.add(
          new ServerStatus.Listener(
              transport.name(),
              HostPort.of(transport.localAddress()).toString(),
              transport.calls()));
    }
    return listeners;
  }

  private static ServerStatus.ClusterLine line(RegionFigures figures) {
    String attached = figures.own() ? "member" : "client";
    return new ServerStatus.ClusterLine(
        figures.cluster(),
        figures.attached() ? attached : "not attached: " + trouble(figures.trouble()),
        figures.members(),
        figures.rejected(),
        figures.lastRejected(),
        figures.rejectedAge() != null && figures.rejectedAge().compareTo(ALARMED) < 0,
        figures.crowded(),
        figures.lastReadAge() == null ? -1 : figures.lastReadAge().toMillis());
  }

  private static String trouble(@Nullable String trouble) {
    return trouble == null ? "not met yet" : trouble;
  }

  /** Registers what operators should watch beside the counters. */
  void showFigures() {
    stats.gauge(
        "gslb.generation",
        "Number of the definitions served; 0 = none",
        () -> snapshots.get().provenance().generation());
    stats.gauge(
        "gslb.reload.refused",
        "1 while the last reading of the definitions was refused",
        () -> refused() ? 1 : 0);
    for (String verdict : List.of("up", "down")) {
      stats.gauge(
          "gslb.members",
          "Members' addresses and names, by verdict",
          () -> members(verdict),
          "verdict",
          verdict);
    }
    stats.gauge(
        "gslb.verdicts.unknown",
        "Endpoints no vantage looks at: their last verdict stands",
        () -> feed.verdicts().byEndpoint().values().stream().filter(v -> v.unknown()).count());
    stats.gauge(
        "gslb.overrides", "Words of operators that stand (S-22)", () -> feed.standingWords());
    stats.gauge(
        "gslb.members.held.down",
        "Members' addresses and names that are up and held down: they flap, or wait for an"
            + " operator",
        () -> feed.heldDown());
    SecondaryLines.showFigures(secondaries, stats);
    GeoFigures.show(geo, stats, clock);
    stats.gauge(
        "gslb.verdicts.undecided",
        "Endpoints that no vote ever counted for: they are taken for up (S-20)",
        () -> feed.verdicts().undecided().size());
    stats.gauge(
        "gslb.definitions.kept",
        "1 while a copy is served, since the definitions folder cannot be",
        () -> reloader.fromCopy() ? 1 : 0);
    stats.gauge(
        "gslb.vantages.isolated",
        "Vantages whose votes are left out (S-19)",
        () -> feed.verdicts().isolated().size());
    stats.sum(
        "gslb.state.unwritten",
        "Writes to the state folder that failed: what is known is not kept over a restart",
        troubles::unwritten);
    stats.sum(
        "gslb.state.unusable",
        "Files of the state folder that were damaged or not ours",
        troubles::unusable);
    clusters();
  }

  private void clusters() {
    stats.sum(
        "gslb.statuses.rejected",
        "Entries of the clusters' maps that were not authentic (S-27)",
        () -> statuses.figures().stream().mapToLong(RegionFigures::rejected).sum());
    stats.sum(
        "gslb.statuses.unwritten",
        "Entries that could not be written to the own region's cluster; the next makes up for each",
        () -> statuses.figures().stream().mapToLong(RegionFigures::failedWrites).sum());
    stats.gauge(
        "gslb.statuses.crowded",
        "Clusters flooded with entries that are not ours",
        () -> statuses.figures().stream().filter(RegionFigures::crowded).count());
    stats.gauge(
        "gslb.clusters.unattached",
        "Clusters that cannot be read now: their statuses age",
        () -> statuses.figures().stream().filter(figures -> !figures.attached()).count());
  }

  private boolean refused() {
    ReloadReport last = reloader.lastReload();
    return last != null && last.outcome() == ReloadReport.Outcome.REFUSED;
  }

  private double members(String verdict) {
    boolean up = verdict.equals("up");
    return feed.verdicts().byEndpoint().values().stream().filter(v -> v.up() == up).count();
  }
}
