package gslb.server.differential;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.geo.PlaceTable;
import gslb.server.FreePorts;
import gslb.server.peer.Knot;
import gslb.server.peer.Nsd;
import gslb.server.peer.Peer;
import gslb.server.peer.PeerSetup;
import gslb.server.peer.PeerZone;
import gslb.server.scenario.OverSockets;
import gslb.server.scenario.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our answers beside those of NSD and Knot DNS, over the zones of resources/differential. */
@Tag("peers")
class DifferentialTest {
  @TempDir Path temporary;
  private final FreePorts ports = new FreePorts();

  @Test
  void everyDifferenceIsExplained() throws IOException {
    Comparison comparison = new Comparison(Explanations.ALL);
    for (String name : List.of("side-by-side", "under-the-root")) {
      compare(ZoneFolder.read(name), comparison);
    }
    System.out.println(comparison.table());
    assertThat(comparison.faults()).as("wrong in itself").isEmpty();
    assertThat(comparison.unexplained()).as("unexplained").isEmpty();
    assertThat(comparison.idle()).as("explains nothing").isEmpty();
    assertThat(comparison.zones()).isGreaterThanOrEqualTo(30);
    assertThat(comparison.questions()).isGreaterThanOrEqualTo(20_000);
  }

  private void compare(ZoneFolder folder, Comparison comparison) throws IOException {
    World world =
        World.of(
            folder.definitions(),
            Files.createDirectory(temporary.resolve(folder.name())),
            PlaceTable.empty());
    List<PeerZone> zones = new ArrayList<>(folder.zones());
    try (OverSockets ours = new OverSockets(world);
        Peer nsd = Peer.start(new Nsd(), new PeerSetup(ports.next(), zones), folder("nsd"));
        Peer knot = Peer.start(new Knot(), new PeerSetup(ports.next(), zones), folder("knot"))) {
      comparison.run(world.snapshot().declarations().zones(), ours.port(), List.of(nsd, knot));
    }
  }

  private Path folder(String name) throws IOException {
    return Files.createTempDirectory(temporary, name);
  }
}
