package gslb.server.scenario;

import gslb.geo.PlaceTable;
import gslb.server.compile.SnapshotCompiler;
import gslb.server.compile.Usability;
import gslb.server.snapshot.Snapshot;
import gslb.server.snapshot.SnapshotRef;
import gslb.zones.Declarations;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Definitions, health and time under a scenario's command. */
final class World {
  private final SnapshotCompiler compiler;
  private final Set<String> down = new HashSet<>();
  final SnapshotRef snapshots = new SnapshotRef();
  private volatile Instant now = Instant.parse("2026-11-01T12:00:00Z");
  private long epoch;

  World(Declarations declarations, PlaceTable places) {
    compiler = new SnapshotCompiler(places);
    snapshots.publish(compiler.compile(declarations, usability(), 1, epoch, now));
  }

  long nowMillis() {
    return now.toEpochMilli();
  }

  void advance(Duration by) {
    now = now.plus(by);
  }

  /** Turns a member, {@code pool/name}, up or down, as a verdict would. */
  void turn(String member, boolean up) {
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
