package gslb.bench;

import gslb.geo.PlaceTable;
import gslb.server.compile.SnapshotCompiler;
import gslb.server.snapshot.Snapshot;
import gslb.server.snapshot.SteeredName;
import gslb.zones.Declarations;
import gslb.zones.DefinitionsFolder;
import gslb.zones.Reading;
import java.nio.file.Path;
import java.time.Instant;

/** The snapshot of {@code zones/example}, clients located by the bundled database. */
final class Example {
  /** Every member up. Compiled once: most benchmarks want it. */
  private static final Snapshot HEALTHY = compiled(true);

  private Example() {}

  /** Every member up. */
  static Snapshot healthy() {
    return HEALTHY;
  }

  /** Every member down: last resorts. */
  static Snapshot dark() {
    return compiled(false);
  }

  private static Snapshot compiled(boolean up) {
    return compiled(PlaceTable.bundled(), up);
  }

  /** Every member up, clients located by those places. */
  static Snapshot over(PlaceTable places) {
    return compiled(places, true);
  }

  private static Snapshot compiled(PlaceTable places, boolean up) {
    Path folder = Path.of(System.getProperty("gslb.root", "."), "zones/example");
    Declarations declarations =
        switch (DefinitionsFolder.read(folder)) {
          case Reading.Accepted accepted -> accepted.declarations();
          case Reading.Refused refused ->
              throw new IllegalStateException(refused.problems().toString());
        };
    return new SnapshotCompiler(places)
        .compile(declarations, (pool, member, type) -> up, 1, 0, Instant.EPOCH);
  }

  /** The steered name of the owner, without the final dot. */
  static SteeredName steered(Snapshot snapshot, String owner) {
    return snapshot.steered().stream()
        .filter(name -> name.policy().owner().toString().equals(owner + "."))
        .findAny()
        .orElseThrow();
  }
}
