package gslb.server.scenario;

import gslb.geo.PlaceTable;
import gslb.health.verdict.Verdicts;
import gslb.server.compile.SnapshotCompiler;
import gslb.server.compile.Usability;
import gslb.server.control.ExplainRequest;
import gslb.server.control.Explainer;
import gslb.server.snapshot.Snapshot;
import gslb.server.snapshot.SnapshotRef;
import gslb.zones.Declarations;
import gslb.zones.DefinitionsFolder;
import gslb.zones.Prefix;
import gslb.zones.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Definitions, health and time under a scenario's command. */
public final class World {
  private final PlaceTable places;
  private final SnapshotCompiler compiler;
  private final Set<String> down = new HashSet<>();
  private final SnapshotRef snapshots = new SnapshotRef();
  private volatile Instant now = Instant.parse("2026-11-01T12:00:00Z");
  private long epoch;

  /** The definitions a scenario brings, written to an empty folder and read from there. */
  static World of(ScenarioFile scenario, Path folder) throws IOException {
    return of(scenario.files(), folder, PlaceTable.empty());
  }

  /** Definitions given as text by file name. */
  public static World of(Map<String, String> files, Path folder, PlaceTable places)
      throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    return of(folder, places);
  }

  /** A definitions folder. */
  public static World of(Path folder, PlaceTable places) {
    return switch (DefinitionsFolder.read(folder)) {
      case Reading.Accepted accepted -> new World(accepted.declarations(), places);
      case Reading.Refused refused -> throw new AssertionError(refused.problems().toString());
    };
  }

  World(Declarations declarations, PlaceTable places) {
    this.places = places;
    compiler = new SnapshotCompiler(places);
    snapshots.publish(compiler.compile(declarations, usability(), 1, epoch, now));
  }

  /** What is served. */
  public Snapshot snapshot() {
    return snapshots.get();
  }

  /** Why a client subnet is answered what it is, as people read it. */
  public String explain(String name, Prefix client, Verdicts verdicts) {
    Explainer explainer = new Explainer(snapshots, () -> places, () -> verdicts, () -> now);
    return String.valueOf(
        explainer.explain(new ExplainRequest(name, "A", client, true)).get("text"));
  }

  /** The scenario's time. */
  public long nowMillis() {
    return now.toEpochMilli();
  }

  /** Lets time pass. */
  public void advance(Duration by) {
    now = now.plus(by);
  }

  /** Turns a member, {@code pool/name}, up or down, as a verdict would. */
  public void turn(String member, boolean up) {
    Set<String> before = Set.copyOf(down);
    if (up ? !down.remove(member) : !down.add(member)) {
      throw new IllegalArgumentException(member + " is " + (up ? "up" : "down") + " already");
    }
    Snapshot snapshot = snapshots.get();
    Set<String> touched =
        Usability.touched(snapshot.declarations(), usability(before), usability());
    if (touched.isEmpty()) {
      throw new IllegalArgumentException("no pool has a member " + member);
    }
    snapshots.publish(compiler.replan(snapshot, usability(), touched, ++epoch, now));
  }

  private Usability usability() {
    return usability(Set.copyOf(down));
  }

  private static Usability usability(Set<String> down) {
    return (pool, member, type) ->
        !down.contains(pool.name() + "/" + member.name())
            && !down.contains(pool.name() + "/" + member.name() + "/" + type);
  }
}
