package gslb.server.control;

import gslb.server.compile.FetchedZones;
import gslb.server.compile.Ground;
import gslb.server.compile.SnapshotCompiler;
import gslb.server.compile.Usability;
import gslb.server.control.SnapshotHistory.Kept;
import gslb.server.generation.Generation;
import gslb.server.generation.GenerationStore;
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
  private final GenerationStore generations;
  private volatile @Nullable ReloadReport lastReload;

  /** What was published last, by this process or by one before it; null = nothing was. */
  private @Nullable Generation current;

  /** Whether what is served was read from a copy, since the folder cannot be served. */
  private volatile boolean fromCopy;

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
   * @param generations what was published, over restarts too
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
      GenerationStore generations,
      Consumer<Declarations> published) {
    this.folder = folder;
    this.fetchedOrigins = List.copyOf(fetchedOrigins);
    this.compiler = compiler;
    this.snapshots = snapshots;
    this.feed = feed;
    this.clock = clock;
    this.secondaries = secondaries;
    this.generations = generations;
    this.published = published;
    this.current = generations.latest();
  }

  /** Reads the folder; it may not be without zones where there were some. */
  ReloadReport reload() {
    return reload(false);
  }

  /**
   * Reads the folder and, if it is right and new, publishes it.
   *
   * @param emptyAllowed whether it may declare no zone although there are some (S-36)
   */
  ReloadReport reload(boolean emptyAllowed) {
    ReloadReport report =
        switch (DefinitionsFolder.read(folder, fetchedOrigins, known, emptyAllowed)) {
          case Reading.Accepted(Declarations declarations) -> accept(declarations, emptyAllowed);
          case Reading.Refused(List<Problem> problems) -> refuse(problems);
        };
    lastReload = report;
    return report;
  }

  private ReloadReport accept(Declarations declarations, boolean emptyAllowed) {
    Provenance served = snapshots.get().provenance();
    Generation last = current;
    if (declarations.digest().equals(served.digest())) {
      fromCopy = false;
      return report(ReloadReport.Outcome.UNCHANGED, served.generation(), declarations.warnings());
    }
    if (last != null && last.left().equals(declarations.digest())) {
      return refuse(
          "this is what generation "
              + last.number()
              + " was rolled back from; change it, or publish it again with 'gslb rollback"
              + " GENERATION'");
    }
    if (last != null && last.zones() > 0 && declarations.zones().isEmpty() && !emptyAllowed) {
      return refuse(
          "no zone is left of "
              + last.zones()
              + "; if that is meant, 'gslb reload --allow-empty' publishes it");
    }
    if (last != null && last.digest().equals(declarations.digest())) {
      publish(declarations, last.number()); // a restart: the same definitions, the same generation
    } else {
      publish(declarations, folder, 0, "");
    }
    fromCopy = false;
    return report(
        ReloadReport.Outcome.PUBLISHED,
        snapshots.get().provenance().generation(),
        declarations.warnings());
  }

  /** Publishes a new generation and keeps it. */
  private void publish(Declarations declarations, Path from, long of, String left) {
    Generation last = current;
    long number = 1 + (last == null ? snapshots.get().provenance().generation() : last.number());
    publish(declarations, number);
    Generation generation =
        new Generation(
            number,
            declarations.digest(),
            clock.instant(),
            of,
            left,
            declarations.zones().size(),
            declarations.policies().size());
    current = generation;
    generations.keep(generation, from, known.files());
  }

  private void publish(Declarations declarations, long generation) {
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
        "generation {}: {} zones, {} steered names",
        generation,
        declarations.zones().size(),
        declarations.policies().size());
  }

  /**
   * Serves the newest kept generation that can be served, since the folder cannot be: better what
   * was right last than nothing (S-35).
   *
   * @return whether there is one
   */
  boolean restore() {
    for (Generation generation : generations.list()) {
      Path unpacked = generations.unpack(generation);
      if (unpacked == null) {
        continue;
      }
      switch (DefinitionsFolder.read(unpacked, fetchedOrigins, known, true)) {
        case Reading.Accepted(Declarations declarations) -> {
          publish(declarations, generation.number());
          fromCopy = true;
          log.error(
              "{} CANNOT BE SERVED: generation {} of {} is, from the state folder, until a reload"
                  + " succeeds",
              folder,
              generation.number(),
              generation.published());
          return true;
        }
        case Reading.Refused(List<Problem> problems) ->
            log.warn(
                "generation {} cannot be served either: {}",
                generation.number(),
                problems.getFirst());
      }
    }
    return false;
  }

  /**
   * Publishes the content of a kept generation as a new one. What was served until now is not
   * published again from the folder until that has changed.
   *
   * @param number of it; 0 = the newest with another content than is served
   */
  ReloadReport rollback(long number) {
    Provenance served = snapshots.get().provenance();
    Generation wanted =
        number == 0
            ? generations.list().stream()
                .filter(one -> one.number() < served.generation())
                .filter(one -> !one.digest().equals(served.digest()))
                .findFirst()
                .orElse(null)
            : generations.get(number);
    if (wanted == null) {
      return refuse(
          number == 0
              ? "there is no generation to go back to"
              : "generation " + number + " is not kept; 'gslb generations' lists those that are");
    }
    if (wanted.digest().equals(served.digest())) {
      return report(ReloadReport.Outcome.UNCHANGED, served.generation(), List.of());
    }
    Path unpacked = generations.unpack(wanted);
    if (unpacked == null) {
      return refuse("the copy of generation " + wanted.number() + " is of no use");
    }
    return switch (DefinitionsFolder.read(unpacked, fetchedOrigins, known, true)) {
      case Reading.Accepted(Declarations declarations) -> {
        publish(declarations, unpacked, wanted.number(), served.digest());
        fromCopy = false;
        ReloadReport report =
            report(
                ReloadReport.Outcome.PUBLISHED,
                snapshots.get().provenance().generation(),
                declarations.warnings());
        lastReload = report;
        log.warn(
            "generation {} has the content of generation {}", report.generation(), wanted.number());
        yield report;
      }
      case Reading.Refused(List<Problem> problems) -> refuse(problems);
    };
  }

  private ReloadReport refuse(String why) {
    return refuse(List.of(new Problem(folder, 1, 1, Severity.ERROR, why)));
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

  /** Whether what is served comes from the state folder, since the definitions cannot be. */
  public boolean fromCopy() {
    return fromCopy;
  }

  /** What came of the last reading; null before the first. */
  public @Nullable ReloadReport lastReload() {
    return lastReload;
  }
}
