package gslb.server.cli;

import gslb.server.compile.SnapshotCompiler;
import gslb.server.compile.Usability;
import gslb.server.snapshot.Snapshot;
import gslb.zones.Declarations;
import gslb.zones.Policy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * One side of a comparison.
 *
 * @param folder of the definitions
 * @param generation a server serves them as; null = they are a folder's
 * @param down what is taken to be down, as typed
 */
record Side(
    Path folder,
    Declarations declarations,
    @Nullable Long generation,
    SortedSet<String> down,
    Usability usability) {

  Snapshot compile(SnapshotCompiler compiler, long number, Instant now) {
    return compiler.compile(declarations, usability, number, 0, now);
  }

  List<String> owners() {
    return declarations.policies().stream().map(Policy::owner).toList();
  }

  Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("definitions", folder.toString());
    document.put("digest", declarations.digest());
    document.put("generation", generation);
    document.put("down", List.copyOf(down));
    return document;
  }
}
