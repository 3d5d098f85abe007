package gslb.zones;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of countries against the JDK's list of ISO 3166 codes. */
class CountriesTest {

  @Test
  void everyCountryOfIso3166AndKosovo() {
    Set<String> expected =
        new TreeSet<>(Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2));
    expected.remove("AN"); // the Netherlands Antilles, dissolved; AN is Antarctica here
    expected.add("XK");
    assertThat(Countries.codes()).containsExactlyElementsOf(expected).hasSize(250);
  }

  @Test
  void sevenContinents() {
    assertThat(Countries.continents())
        .containsExactlyInAnyOrder("AF", "AN", "AS", "EU", "NA", "OC", "SA");
  }

  @ParameterizedTest
  @CsvSource({
    "NO,EU", "US,NA", "NA,AF", "SG,AS", "AU,OC", "BR,SA", "AQ,AN", "TR,AS", "CY,EU", "RU,EU",
    "XK,EU", "BV,AN", "HM,AN", "ZZ,-", "no,-",
  })
  void continents(String country, String expected) {
    String continent = Countries.continentOf(country);
    assertThat(continent == null ? "-" : continent).isEqualTo(expected);
  }
}
