package gslb.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several databases at once: the first that knows a field wins. */
class SeveralDatabasesTest {
  @TempDir Path folder;

  private static final String OWN =
      """
      10.0.0.0/8     EU DE .  .    .
      5.1.0.0/16     EU DE .  .    .
      """;

  private static final String CITIES =
      """
      5.0.0.0/8      EU DE BY 48.1 11.6
      5.1.128.0/17   EU FR .  46.6 2.5
      """;

  private static final String SYSTEMS =
      """
      5.1.0.0/24     64500
      10.1.0.0/16    64501
      61.0.0.0/8     64502
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        // client     | place          | ASN   | network        | databases
        "10.2.0.1     | EU-DE          |       | 10.2.0.0/15    | own",
        "10.1.0.1     | EU-DE          | 64501 | 10.1.0.0/16    | own asn",
        "5.1.1.1      | EU-DE-BY 48.1  |       | 5.1.1.0/24     | own city",
        "5.1.0.1      | EU-DE-BY 48.1  | 64500 | 5.1.0.0/24     | own city asn",
        "5.1.200.1    | EU-DE          |       | 5.1.128.0/17   | own city", // FR is another place
        "5.2.0.1      | EU-DE-BY 48.1  |       | 5.2.0.0/15     | city",
        "61.1.1.1     |                | 64502 | 61.0.0.0/8     | asn",
        "99.1.1.1     |                |       | 64.0.0.0/2     |",
      })
  void place(String client, String place, Long asn, String network, String databases)
      throws Exception {
    PlaceTable table =
        PlaceTable.open(
            List.of(
                Files.write(folder.resolve("own"), TestDatabase.city(OWN)),
                Files.write(folder.resolve("city"), TestDatabase.city(CITIES)),
                Files.write(folder.resolve("asn"), TestDatabase.asn(SYSTEMS))));

    Located located = table.place(Text.address(client));

    assertThat(told(located.place())).isEqualTo(place == null ? "" : place);
    assertThat(located.place().asn()).isEqualTo(asn);
    assertThat(located.network()).isEqualTo(Text.prefix(network));
    assertThat(located.databases())
        .isEqualTo(databases == null ? List.of() : Text.words(databases));
  }

  private static String told(Place place) {
    if (place.code() == null) {
      return "";
    }
    Coordinates at = place.coordinates();
    return place.code() + (at == null ? "" : " " + at.latitude());
  }
}
