package gslb.zones;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.zones.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read again when a folder is: nothing but what has changed. */
class KnownZonesTest {
  private static final String HEAD =
      "@ 60 SOA ns1 hostmaster 1 7200 900 1209600 300\n@ 60 NS ns1\n";

  @TempDir Path folder;
  private final KnownZones known = new KnownZones();

  @BeforeEach
  void definitions() throws IOException {
    write(
        "zones/a.example.zone",
        HEAD + "ns1 60 A 192.0.2.1\n$INCLUDE common.inc\n" + "x 60 CNAME alias.b.example.\n");
    write("zones/common.inc", "www 60 A 192.0.2.2\n");
    write("zones/b.example.zone", HEAD + "b 60 A 192.0.2.3\n");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Zone zone(int index) {
    return declarations().zones().get(index);
  }

  private Declarations declarations() {
    return ((Reading.Accepted) DefinitionsFolder.read(folder, List.of(), known)).declarations();
  }

  @Test
  void whatIsUnchangedIsTheIdenticalZone() throws IOException {
    Zone first = zone(0);
    Zone second = zone(1);
    write("zones/b.example.zone", HEAD + "b 60 A 192.0.2.4\n");
    assertThat(zone(0)).isSameAs(first);
    assertThat(zone(1)).isNotSameAs(second);
  }

  @Test
  void anIncludedFileIsPartOfItsZone() throws IOException {
    Zone first = zone(0);
    Zone second = zone(1);
    write("zones/common.inc", "www 60 A 192.0.2.5\n");
    assertThat(zone(0)).isNotSameAs(first);
    assertThat(zone(1)).isSameAs(second);
  }

  @Test
  void warningsOfAnUnchangedZoneAreToldAgain() {
    assertThat(declarations().warnings())
        .isNotEmpty()
        .isEqualTo(declarations().warnings())
        .extracting(Problem::toString)
        .anyMatch(warning -> warning.startsWith("zones/b.example.zone:2:"));
  }

  @Test
  void whatAnotherFileMakesWrongOfAnUnchangedZoneIsToldWhereItStands() throws IOException {
    declarations();
    write("zones/b.example.zone", HEAD + "alias 60 CNAME x.a.example.\n");
    assertThat(DefinitionsFolder.read(folder, List.of(), known).problems())
        .extracting(Problem::toString)
        .anyMatch(problem -> problem.startsWith("zones/a.example.zone:5:1: a CNAME loop"));
  }

  @Test
  void aLoopThatGoesThroughUnchangedZonesAloneIsFound() throws IOException {
    write("zones/a.example.zone", HEAD + "ns1 60 A 192.0.2.1\nx 60 CNAME y.sub.b.example.\n");
    assertThat(problems()).noneMatch(problem -> problem.contains("loop"));
    write("zones/b.example.zone", HEAD + "sub 60 DNAME deep.a.example.\n");
    assertThat(problems()).noneMatch(problem -> problem.contains("loop"));
    write(
        "zones/a.example.zone",
        HEAD + "ns1 60 A 192.0.2.1\nx 60 CNAME y.sub.b.example.\ny.deep 60 CNAME x\n");
    assertThat(problems()).anyMatch(problem -> problem.contains("a CNAME loop"));
    write("zones/b.example.zone", HEAD + "b 60 A 192.0.2.3\n");
    assertThat(problems()).noneMatch(problem -> problem.contains("loop"));
    write("zones/b.example.zone", HEAD + "sub 60 DNAME deep.a.example.\n");
    assertThat(problems()).anyMatch(problem -> problem.contains("a CNAME loop"));
  }

  @Test
  void anUnchangedPolicyIsTheIdenticalOne() throws IOException {
    steering("web");
    Policy first = declarations().policies().getFirst();
    write("zones/b.example.zone", HEAD + "b 60 A 192.0.2.4\n");
    assertThat(declarations().policies().getFirst()).isSameAs(first);
  }

  @Test
  void whatAnUnchangedPolicyUsesMustStillBeThere() throws IOException {
    steering("web");
    assertThat(problems()).noneMatch(problem -> problem.contains("is not used"));
    write("pools/web.yaml", "schema: 1\npools: {}\n");
    assertThat(problems())
        .anyMatch(problem ->
            problem.startsWith("policies/a.example.yaml:4:") && problem.contains("no pool 'web'"));
    steering("web");
    assertThat(problems()).noneMatch(problem -> problem.contains("no pool"));
  }

  private void steering(String pool) throws IOException {
    write(
        "datacenters.yaml",
        "schema: 1\ndatacenters:\n  fra: {region: eu, latitude: 0, longitude: 0}\n");
    write("monitors.yaml", "schema: 1\nmonitors:\n  up: {type: none}\n");
    write(
        "pools/web.yaml",
        "schema: 1\npools:\n  web:\n    monitor: up\n    members:\n"
            + "      - {name: m, datacenter: fra, addresses: [192.0.2.9]}\n");
    write(
        "policies/a.example.yaml",
        "schema: 1\nzone: a.example\npolicies:\n  www: {types: [A], rules: [{pools: ["
            + pool
            + "]}]}\n");
  }

  private List<String> problems() {
    return DefinitionsFolder.read(folder, List.of(), known).problems().stream()
        .map(Problem::toString)
        .toList();
  }

  @Test
  void aZoneThatWasRefusedIsReadWhenItIsMended() throws IOException {
    Zone second = zone(1);
    write("zones/a.example.zone", HEAD + "ns1 60 A 192.0.2.999\n");
    assertThat(DefinitionsFolder.read(folder, List.of(), known))
        .isInstanceOf(Reading.Refused.class);
    write("zones/a.example.zone", HEAD + "ns1 60 A 192.0.2.9\n");
    assertThat(zone(1)).isSameAs(second);
  }
}
