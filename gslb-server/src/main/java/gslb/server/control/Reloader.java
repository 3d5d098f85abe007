package gslb.server.control;

import gslb.server.compile.FetchedZones;
import gslb.server.compile.Ground;
import gslb.server.compile.SnapshotCompiler;
import gslb.server.compile.Usability;
import gslb.server.control.SnapshotHistory.Kept;
import gslb.server.snapshot.Provenance;
import gslb.server.snapshot.Snapshot;
import gslb.server.snapshot.SnapshotRef;
import gslb.zones.Declarations;
import gslb.zones.DefinitionsFolder;
import gslb.zones.FetchedOrigin;
import gslb.zones.KnownZones;
import gslb.zones.Reading;
import gslb.zones.problem.Problem;
import gslb.zones.problem.Problem.Severity;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The definitions folder as snapshots, all or nothing: what cannot be read changes nothing that is
 * served (S-35). For the control thread; others may read {@link #lastReload}.
 */
public final class Reloader {
  private static final Logger log = LoggerFactory.getLogger(Reloader.class);

  private final Path folder;
  private final List<FetchedOrigin> fetchedOrigins;
  private final KnownZones known = new KnownZones();
  private final SnapshotCompiler compiler;
  private final SnapshotRef snapshots;
  private final VerdictFeed feed;
  private final InstantSource clock;
  private final Supplier<FetchedZones> secondaries;
  private final Consumer<Declarations> published;
  private final SnapshotHistory history = new SnapshotHistory();
  private volatile @Nullable ReloadReport lastReload;

  /** What the folder said when it was right last; null before that. */
  private @Nullable Declarations declared;

  /** What is served beside it. */
  private FetchedZones fetched = FetchedZones.NONE;

  /** What clients are located on; null = what the compiler began with. */
  private @Nullable Ground located;

  /** What the plans served were made under. */
  private Standing planned = Standing.START;

  /**
   * A reloader; nothing is read yet.
   *
   * @param fetchedOrigins zones the folder may not declare
   * @param secondaries what is served beside the folder's zones
   * @param published told of every set of definitions that is served from now on, fetched zones
   *     among them
   */
  public Reloader(
      Path folder,
      List<FetchedOrigin> fetchedOrigins,
      SnapshotCompiler compiler,
      SnapshotRef snapshots,
      VerdictFeed feed,
      InstantSource clock,
      Supplier<FetchedZones> secondaries,
      Consumer<Declarations> published) {
    this.folder = folder;
    this.fetchedOrigins = List.copyOf(fetchedOrigins);
    this.compiler = compiler;
    this.snapshots = snapshots;
    this.feed = feed;
    this.clock = clock;
    this.secondaries = secondaries;
    this.published = published;
  }

  /** Reads the folder and, if it is right and new, publishes it. */
  ReloadReport reload() {
    ReloadReport report =
        switch (DefinitionsFolder.read(folder, fetchedOrigins, known)) {
          case Reading.Accepted(Declarations declarations) -> accept(declarations);
          case Reading.Refused(List<Problem> problems) -> refuse(problems);
        };
    lastReload = report;
    return report;
  }

  private ReloadReport accept(Declarations declarations) {
    Provenance served = snapshots.get().provenance();
    if (declarations.digest().equals(served.digest())) {
      return report(ReloadReport.Outcome.UNCHANGED, served.generation(), declarations.warnings());
    }
    long generation = served.generation() + 1;
    feed.watch(declarations);
    Standing standing = feed.standing();
    fetched = secondaries.get();
    declared = declarations;
    publish(
        compiler.compile(
            declarations, fetched, standing, generation, standing.epoch(), clock.instant()));
    planned = standing;
    published.accept(snapshots.get().declarations());
    log.info(
        "generation {}: {} zones, {} steered names from {}",
        generation,
        declarations.zones().size(),
        declarations.policies().size(),
        folder);
    return report(ReloadReport.Outcome.PUBLISHED, generation, declarations.warnings());
  }

  private ReloadReport refuse(List<Problem> problems) {
    long generation = snapshots.get().provenance().generation();
    List<Problem> errors =
        problems.stream().filter(problem -> problem.severity() == Severity.ERROR).toList();
    log.error(
        "{} refused, generation {} is served on; {} errors, the first: {}",
        folder,
        generation,
        errors.size(),
        errors.getFirst());
    return report(ReloadReport.Outcome.REFUSED, generation, problems);
  }

  private ReloadReport report(
      ReloadReport.Outcome outcome, long generation, List<Problem> problems) {
    return new ReloadReport(outcome, generation, clock.instant(), problems);
  }

  /** Serves what has been fetched, or may no longer be served, since the last time. */
  void refetch() {
    FetchedZones now = secondaries.get();
    if (declared == null || now.version() == fetched.version()) {
      return;
    }
    fetched = now; // first: what cannot be compiled is not tried for ever
    publish(compiler.refetch(snapshots.get(), declared, now, clock.instant()));
    published.accept(snapshots.get().declarations());
  }

  /**
   * Locates clients by other places from now on. The definitions are the same, so it is no new
   * generation.
   *
   * @param ground the latest; null = none since the start
   */
  void relocate(@Nullable Ground ground) {
    if (ground == null || ground.equals(located) || declared == null) {
      return;
    }
    located = ground; // first: what cannot be compiled is not tried for ever
    compiler.relocate(ground);
    Provenance served = snapshots.get().provenance();
    Standing standing = feed.standing();
    publish(
        compiler.compile(
            declared, fetched, standing, served.generation(), standing.epoch(), clock.instant()));
    planned = standing;
    history.clear();
    log.info("generation {} over {}", served.generation(), snapshots.get().provenance().geo());
  }

  /** Makes plans under the latest verdicts, for names that use a pool these touch. */
  void replan() {
    history.expire(clock.instant());
    Standing standing = feed.standing();
    if (standing.epoch() == planned.epoch()) {
      planned = standing; // makes the same plans, and has seen more
      return;
    }
    Snapshot snapshot = snapshots.get();
    Set<String> touched = Usability.touched(snapshot.declarations(), planned, standing);
    publish(compiler.replan(snapshot, standing, touched, standing.epoch(), clock.instant()));
    planned = standing;
  }

  private void publish(Snapshot next) {
    Kept replaced = new Kept(snapshots.get(), planned.verdicts(), clock.instant());
    history.keep(replaced, next.provenance().generation());
    snapshots.publish(next);
  }

  /** What was served before. */
  public SnapshotHistory history() {
    return history;
  }

  /** What came of the last reading; null before the first. */
  public @Nullable ReloadReport lastReload() {
    return lastReload;
  }
}
