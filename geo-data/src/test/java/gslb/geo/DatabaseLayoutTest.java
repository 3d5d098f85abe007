package gslb.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same places out of every layout, record size and IP version a database may have. */
class DatabaseLayoutTest {

  private static final String IPV4 =
      """
      5.0.0.0/8    EU DE .  51.1  10.4
      5.1.0.0/16   EU DE BY 48.1  11.6
      41.0.0.0/8   AF NA .  .     .
      61.0.0.0/8   .  .  .  .     .
      """;

  @ParameterizedTest(name = "{0} bits, IPv{1}, {2}")
  @CsvSource({
    "24, 4, nested",
    "28, 4, nested",
    "32, 4, nested",
    "24, 6, nested",
    "28, 6, nested",
    "32, 6, nested",
    "24, 4, flat",
    "28, 6, flat",
    "32, 6, flat",
  })
  void places(int recordSize, int ipVersion, String layout) throws Exception {
    String lines = ipVersion == 6 ? IPV4 + "2a00::/12 EU FR . 46.6 2.5\n" : IPV4;
    PlaceTable table =
        MmdbSource.read(
            "test.mmdb",
            TestDatabase.file(
                TestDatabase.header("GeoLite2-City", ipVersion, recordSize),
                lines,
                layout.equals("flat")));

    assertThat(told(table, "5.200.0.1")).isEqualTo("EU-DE 51.1,10.4 in 5.128.0.0/9");
    assertThat(told(table, "5.1.0.1")).isEqualTo("EU-DE-BY 48.1,11.6 in 5.1.0.0/16");
    assertThat(told(table, "41.1.1.1")).isEqualTo("AF-NA in 41.0.0.0/8");
    assertThat(told(table, "61.1.1.1")).startsWith("nothing");
    assertThat(told(table, "2a00:1::1"))
        .startsWith(ipVersion == 6 ? "EU-FR 46.6,2.5" : "nothing in ::/0");
    assertThat(table.databases())
        .singleElement()
        .satisfies(database -> {
          assertThat(database.built()).isEqualTo(TestDatabase.BUILT);
          assertThat(database.attribution()).isEqualTo("made by a test");
        });
  }

  @Test
  void aliasesOfIpv4AreNoNetworksOfIpv6() throws Exception {
    MmdbWriter writer = new MmdbWriter(TestDatabase.header("GeoLite2-City", 6, 24));
    writer.put(Text.prefix("5.0.0.0/8"), Map.of("country", Map.of("iso_code", "DE")));
    PlaceTable table = MmdbSource.read("test.mmdb", writer.aliases().bytes());

    assertThat(told(table, "2002:501:203::1")).isEqualTo("EU-DE in 5.0.0.0/8");
    assertThat(table.databases().getFirst().networks()).isEqualTo(1);
    assertThat(table.partition(true).runs()).isEqualTo(1);
  }

  private static String told(PlaceTable table, String address) {
    Located located = table.place(Text.address(address));
    Place place = located.place();
    List<String> words = new ArrayList<>();
    words.add(place.code() == null ? "nothing" : place.code().toString());
    if (place.coordinates() != null) {
      words.add(place.coordinates().latitude() + "," + place.coordinates().longitude());
    }
    words.add("in " + located.network());
    return String.join(" ", words);
  }
}
