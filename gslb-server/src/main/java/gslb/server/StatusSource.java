package gslb.server;

import gslb.health.cluster.HazelcastStatusMap;
import gslb.health.cluster.RegionFigures;
import gslb.server.config.ServerConfig;
import gslb.server.control.GeoFeed;
import gslb.server.control.MemberLines;
import gslb.server.control.OverrideDesk;
import gslb.server.control.ReloadReport;
import gslb.server.control.Reloader;
import gslb.server.control.ServerStatus;
import gslb.server.control.VerdictFeed;
import gslb.server.secondary.SecondaryZones;
import gslb.server.snapshot.Provenance;
import gslb.server.snapshot.Snapshot;
import gslb.server.snapshot.SnapshotRef;
import gslb.server.stats.ServerStats;
import gslb.server.transport.Transport;
import gslb.zones.HostPort;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gathers a server's status and gauges from the parts that know them. */
final class StatusSource {
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
        stats.totals());
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
        "gslb.overrides",
        "Words of operators that stand (S-22)",
        () -> feed.standingWords());
    stats.gauge(
        "gslb.members.held.down",
        "Members' addresses and names that are up and held down: they flap, or wait for an operator",
        () -> feed.heldDown());
    SecondaryLines.showFigures(secondaries, stats);
    GeoFigures.show(geo, stats, clock);
    stats.gauge(
        "gslb.statuses.rejected",
        "Entries of the status maps that were not authentic (S-27)",
        () -> statuses.figures().stream().mapToLong(RegionFigures::rejected).sum());
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
