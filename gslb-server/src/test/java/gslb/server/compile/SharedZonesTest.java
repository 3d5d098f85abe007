package gslb.server.compile;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.geo.PlaceTable;
import gslb.server.snapshot.Snapshot;
import gslb.server.snapshot.ZoneNode;
import gslb.server.wire.SearchName;
import gslb.zones.Declarations;
import gslb.zones.DefinitionsFolder;
import gslb.zones.KnownZones;
import gslb.zones.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a snapshot takes over from the last one when definitions change. */
class SharedZonesTest {
  private static final String HEAD =
      "@ 60 SOA ns1 hostmaster 1 7200 900 1209600 300\n@ 60 NS ns1\nns1 60 A 192.0.2.1\n";

  @TempDir Path folder;
  private final KnownZones known = new KnownZones();
  private final SnapshotCompiler compiler = new SnapshotCompiler(PlaceTable.empty());
  private long generation;

  @BeforeEach
  void definitions() throws IOException {
    write("zones/example.zone", HEAD + "x 60 A 192.0.2.2\n");
    write("zones/a.example.zone", HEAD);
    write("zones/b.test.zone", HEAD);
    write(
        "datacenters.yaml",
        "schema: 1\ndatacenters:\n  fra: {region: eu, latitude: 50.11, longitude: 8.68}\n");
    write("monitors.yaml", "schema: 1\nmonitors:\n  check: {type: tcp, port: 80}\n");
    pool("192.0.2.11");
    policy("5s");
  }

  private void pool(String address) throws IOException {
    write(
        "pools/web.yaml",
        "schema: 1\npools:\n  web:\n    monitor: check\n    members:\n      - {name: m1, datacenter: fra, addresses: [\"%s\"]}\n"
            .formatted(address));
  }

  private void policy(String ttl) throws IOException {
    write(
        "policies/b.yaml",
        """
        schema: 1
        zone: b.test
        policies:
          www: {create: true, types: [A], ttl: {min: %s, max: 30s}, rules: [{pools: [web]}]}
        """
            .formatted(ttl));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Snapshot compile() {
    Declarations declarations =
        ((Reading.Accepted) DefinitionsFolder.read(folder, List.of(), known)).declarations();
    return compiler.compile(declarations, Usability.ALL, ++generation, 0, Instant.EPOCH);
  }

  private static @Nullable ZoneNode node(Snapshot snapshot, String name) {
    SearchName search = new SearchName();
    byte[] wire = PresentationFormat.name(name);
    search.read(wire, 0, wire.length);
    return snapshot.zones().get(search, 0);
  }

  @Test
  void zonesThatStayAreTakenOver() throws IOException {
    Snapshot before = compile();
    write("zones/example.zone", HEAD + "x 60 A 192.0.2.3\n");
    Snapshot after = compile();
    assertThat(node(after, "x.example")).isNotSameAs(node(before, "x.example"));
    assertThat(node(after, "ns1.a.example")).isSameAs(node(before, "ns1.a.example"));
    assertThat(node(after, "www.b.test")).isSameAs(node(before, "www.b.test"));
  }

  @Test
  void aPolicyThatChangesTakesItsZoneAlong() throws IOException {
    Snapshot before = compile();
    policy("6s");
    Snapshot after = compile();
    assertThat(node(after, "www.b.test")).isNotSameAs(node(before, "www.b.test"));
    assertThat(after.steered().getFirst().minTtl()).isEqualTo(6);
    assertThat(node(after, "x.example")).isSameAs(node(before, "x.example"));
  }

  @Test
  void aMemberOfAnotherFamilyChangesWhatTheNameHas() throws IOException {
    Snapshot before = compile();
    assertThat(before.steered().getFirst().types()).isNotEmpty();
    pool("2001:db8::11");
    Snapshot after = compile();
    assertThat(after.steered().getFirst().types()).isEmpty();
    assertThat(node(after, "www.b.test")).isNotSameAs(node(before, "www.b.test"));
  }

  @Test
  void aZoneThatGoesGivesItsNamesBackToTheOneAround() throws IOException {
    write("zones/example.zone", HEAD + "host.a 60 A 192.0.2.3\n");
    Snapshot nested = compile();
    assertThat(node(nested, "host.a.example")).isNull();
    Files.delete(folder.resolve("zones/a.example.zone"));
    Snapshot alone = compile();
    assertThat(node(alone, "host.a.example")).isNotNull();
    assertThat(node(alone, "ns1.a.example")).isNull();
  }
}
