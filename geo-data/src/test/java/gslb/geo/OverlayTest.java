package gslb.geo;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.zones.Overlay;
import gslb.zones.OverlayFile;
import gslb.zones.problem.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operator's overlays above the databases: the longer network wins, then the later line. */
class OverlayTest {
  @TempDir Path folder;

  private static final String CITIES =
      """
      5.0.0.0/8      EU DE BY 48.1 11.6
      8.0.0.0/8      NA US .  39.5 -99.1
      2a00::/12      EU FR .  46.6 2.5
      """;

  private static final String OWN =
      """
      5.1.0.0/16     EU-DE-BE
      5.1.1.0/24     AS64500
      5.2.0.0/16     EU-FR
      5.2.0.0/16     EU-ES         # later wins
      8.1.0.0/16     1.3,103.8     # a point alone: the country stays
      8.2.0.0/16     EU            # another continent: nothing of the database's
      10.0.0.0/8     AS-SG 1.3,103.8 AS64501
      2a00:1::/32    EU-DE
      """;

  private static final String LATER =
      """
      10.0.0.0/8     EU-NL
      10.1.0.0/16    EU-BE
      5.2.1.0/24     AS64502
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        // client      | place         | ASN   | network       | told by
        "5.0.0.1       | EU-DE-BY 48.1 |       | 5.0.0.0/16    | city",
        // Bavaria's point is not Berlin's
        "5.1.2.1       | EU-DE-BE      |       | 5.1.2.0/23    | own city",
        "5.1.1.1       | EU-DE-BE      | 64500 | 5.1.1.0/24    | own city",
        "5.2.3.1       | EU-ES         |       | 5.2.2.0/23    | own city",
        "5.2.1.1       | EU-ES         | 64502 | 5.2.1.0/24    | own later city",
        "8.1.0.1       | NA-US 1.3     |       | 8.1.0.0/16    | own city",
        "8.2.0.1       | EU            |       | 8.2.0.0/16    | own city",
        "10.2.0.1      | EU-NL         |       | 10.2.0.0/15   | later",
        "10.1.0.1      | EU-BE         |       | 10.1.0.0/16   | later",
        "2a00:1::1     | EU-DE         |       | 2a00:1::/32   | own city",
        "2a01::1       | EU-FR 46.6    |       | 2a01::/16     | city",
        "99.1.1.1      |               |       | 64.0.0.0/2    |",
      })
  void place(String client, String place, Long asn, String network, String toldBy)
      throws Exception {
    PlaceTable table =
        MmdbSource.read("city", TestDatabase.city(CITIES))
            .under(List.of(overlay("own", OWN), overlay("later", LATER)));

    Located located = table.place(Text.address(client));

    List<String> told = new ArrayList<>();
    if (located.place().code() != null) {
      told.add(located.place().code().toString());
    }
    if (located.place().coordinates() != null) {
      told.add(String.valueOf(located.place().coordinates().latitude()));
    }
    assertThat(String.join(" ", told)).isEqualTo(place == null ? "" : place);
    assertThat(located.place().asn()).isEqualTo(asn);
    assertThat(located.network()).isEqualTo(Text.prefix(network));
    assertThat(located.databases()).isEqualTo(toldBy == null ? List.of() : Text.words(toldBy));
  }

  @Test
  void routesGoByIt() throws Exception {
    PlaceTable table =
        MmdbSource.read("city", TestDatabase.city(CITIES)).under(List.of(overlay("own", OWN)));
    Routes routes =
        new TopologyCompiler(table, Text.DATACENTERS, Map.of())
            .compile(List.of(Text.rule("AS64500 | sin"), Text.rule("* | nearest")));
    Address address = Address.of("5.1.1.9");
    Address beside = Address.of("8.1.2.3");

    int located = routes.topology().locate(address.v6(), address.high(), address.low());
    int other = routes.topology().locate(beside.v6(), beside.high(), beside.low());

    assertThat(routes.routes().get(Topology.route(located)))
        .isEqualTo(new Route(0, List.of("sin")));
    assertThat(Topology.scope(located)).isEqualTo(24);
    assertThat(routes.routes().get(Topology.route(other)).datacenters()).startsWith("sin");
    assertThat(Topology.scope(other)).isEqualTo(16);
  }

  private Overlay overlay(String name, String lines) throws Exception {
    Problems problems = new Problems();
    Overlay overlay = OverlayFile.read(Files.writeString(folder.resolve(name), lines), problems);
    assertThat(problems.sorted()).isEmpty();
    return overlay;
  }
}
