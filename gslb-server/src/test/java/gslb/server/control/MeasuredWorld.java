package gslb.server.control;

import gslb.geo.PlaceTable;
import gslb.health.status.Endpoint;
import gslb.health.status.LocalStatusMap;
import gslb.health.status.MemberStatus;
import gslb.health.status.StatusKey;
import gslb.health.status.StatusReport;
import gslb.health.status.Watch;
import gslb.health.verdict.Verdicts;
import gslb.server.compile.FetchedZones;
import gslb.server.compile.SnapshotCompiler;
import gslb.server.snapshot.SnapshotRef;
import gslb.zones.AnswerType;
import gslb.zones.Declarations;
import gslb.zones.Member;
import gslb.zones.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * From files and statuses to snapshots as a server goes, on a clock of its own: three vantages, one
 * in each of the regions eu, na and ap, see what a test says they see.
 */
final class MeasuredWorld {
  static final List<String> REGIONS = List.of("eu", "na", "ap");
  private static final MemberStatus UP = new MemberStatus(true, "ok");

  final Path folder;
  final SnapshotRef snapshots = new SnapshotRef();
  final VerdictFeed feed;
  final Explainer explainer;
  private final LocalStatusMap statuses = new LocalStatusMap();
  private final Reloader reloader;

  /** By endpoint, and by region where it is seen otherwise from there; else all is up. */
  private final Map<Endpoint, MemberStatus> seen = new HashMap<>();

  private final Map<String, Map<Endpoint, MemberStatus>> seenFrom = new HashMap<>();
  private Instant now = Instant.parse("2026-11-01T12:00:00Z");
  private long nanos;
  private long sequence;

  /** Nothing is served yet. */
  MeasuredWorld(Path folder, PlaceTable places) {
    this.folder = folder;
    feed = new VerdictFeed(statuses, () -> nanos, Verdicts.EMPTY);
    reloader =
        new Reloader(
            folder,
            List.of(),
            new SnapshotCompiler(places),
            snapshots,
            feed,
            () -> now,
            () -> FetchedZones.NONE,
            NothingKept.generations(),
            declarations -> {});
    explainer = new Explainer(snapshots, reloader.history(), () -> places, feed::health, () -> now);
  }

  /** Puts a file into the folder. */
  void write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  /** Reads the folder as a server does; what vantages see of it counts from then on. */
  ReloadReport reload() {
    ReloadReport report = reloader.reload();
    pass(1);
    return report;
  }

  Declarations declarations() {
    return snapshots.get().declarations();
  }

  long nowMillis() {
    return now.toEpochMilli();
  }

  /** Lets the wall clock go on, without a look at anybody. */
  void advance(Duration by) {
    now = now.plus(by);
  }

  /** From now on every vantage sees this. */
  void see(Endpoint endpoint, MemberStatus status) {
    seen.put(endpoint, status);
  }

  /** From now on the vantages of one region see this. */
  void seeFrom(String region, Endpoint endpoint, MemberStatus status) {
    seenFrom.computeIfAbsent(region, _ -> new HashMap<>()).put(endpoint, status);
  }

  /** From now on no region sees anything else than all do. */
  void seeAlike() {
    seenFrom.clear();
  }

  /** Every endpoint of a member, in each pool. */
  void eachEndpoint(String member, Consumer<Endpoint> action) {
    for (Pool pool : declarations().pools().values()) {
      for (Member each : pool.members()) {
        if (each.name().equals(member)) {
          for (AnswerType type : AnswerType.values()) {
            Endpoint endpoint = Endpoint.of(pool, each, type);
            if (endpoint != null) {
              action.accept(endpoint);
            }
          }
        }
      }
    }
  }

  /** So many seconds pass, in which every vantage reports what it sees twice a second. */
  void pass(int seconds) {
    for (int i = 0; i < 2 * seconds; i++) {
      nanos += 500_000_000L;
      sequence++;
      for (String region : REGIONS) {
        Map<Endpoint, MemberStatus> report = new HashMap<>();
        for (Watch watch : Watch.of(declarations())) {
          if (watch.watchedFrom(region)) {
            MemberStatus status = seen.getOrDefault(watch.endpoint(), UP);
            Map<Endpoint, MemberStatus> here = seenFrom.getOrDefault(region, Map.of());
            report.put(watch.endpoint(), here.getOrDefault(watch.endpoint(), status));
          }
        }
        statuses.publish(
            new StatusReport(new StatusKey(region + "-1", "all"), region, 1, sequence, report));
      }
      feed.look();
      reloader.replan();
    }
  }
}
