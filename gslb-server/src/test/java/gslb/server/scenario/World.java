package gslb.server.scenario;

import gslb.geo.PlaceTable;
import gslb.health.verdict.Verdicts;
import gslb.server.compile.SnapshotCompiler;
import gslb.server.compile.Usability;
import gslb.server.control.ExplainRequest;
import gslb.server.control.Explainer;
import gslb.server.control.HealthNow;
import gslb.server.control.SnapshotHistory;
import gslb.server.snapshot.Snapshot;
import gslb.server.snapshot.SnapshotRef;
import gslb.server.steer.Choice;
import gslb.server.steer.Spill;
import gslb.zones.AnswerType;
import gslb.zones.Declarations;
import gslb.zones.DefinitionsFolder;
import gslb.zones.Member;
import gslb.zones.Pool;
import gslb.zones.Prefix;
import gslb.zones.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Definitions, health and time under a scenario's command. */
public final class World {
  private final PlaceTable places;
  private final SnapshotCompiler compiler;
  private static final int[] FIT = {Choice.ONE, Choice.ONE};

  private final Map<String, int[]> fitness = new HashMap<>();
  private final Map<String, Map<String, Integer>> spilled = new HashMap<>();
  private final Spill spill = datacenter -> spilled.getOrDefault(datacenter, Map.of());
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
    Explainer explainer =
        new Explainer(
            snapshots,
            new SnapshotHistory(),
            () -> places,
            () -> HealthNow.of(verdicts),
            () -> now);
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

  /**
   * Changes what of its weight a member's health leaves it, and the share of its clients it is
   * ready for, both in parts of {@link Choice#ONE}.
   */
  public void fit(String member, int health, int ramp) {
    fitness.put(member, new int[] {health, ramp});
    Snapshot snapshot = snapshots.get();
    Set<String> touched = Set.of(member.substring(0, member.indexOf('/')));
    snapshots.publish(compiler.replan(snapshot, usability(), touched, ++epoch, now));
  }

  /** Divides the clients of a datacenter among several, by weight. */
  public void spill(String datacenter, Map<String, Integer> shares) {
    spilled.put(datacenter, shares);
    Snapshot snapshot = snapshots.get();
    Set<String> touched = snapshot.declarations().pools().keySet();
    snapshots.publish(compiler.replan(snapshot, usability(), touched, ++epoch, now));
  }

  private Usability usability() {
    return usability(Set.copyOf(down));
  }

  private Usability usability(Set<String> down) {
    return new Usability() {
      @Override
      public boolean usable(Pool pool, Member member, AnswerType type) {
        return !down.contains(pool.name() + "/" + member.name())
            && !down.contains(pool.name() + "/" + member.name() + "/" + type);
      }

      @Override
      public int health(Pool pool, Member member, AnswerType type) {
        return fitness.getOrDefault(pool.name() + "/" + member.name(), FIT)[0];
      }

      @Override
      public int ramp(Pool pool, Member member, AnswerType type) {
        return fitness.getOrDefault(pool.name() + "/" + member.name(), FIT)[1];
      }

      @Override
      public Spill spill() {
        return spill;
      }
    };
  }
}
