package gslb.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gslb.zones.Datacenter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Great-circle order, and how it settles what is nearly equal. */
class NearestTest {

  @ParameterizedTest(name = "{0},{1} to {2},{3}")
  @CsvSource(
      delimiterString = " ",
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        // latitude longitude latitude longitude km
        "50.11 8.68 38.95 -77.45 6533",
        "50.11 8.68 1.35 103.99 10289",
        "0 179 0 -179 222",
        "0 0 0 180 20015",
        "90 0 -90 0 20015",
        "1 1 1 1 0",
      })
  void distance(double latitude, double longitude, double toLatitude, double toLongitude, int km) {
    Coordinates from = new Coordinates(latitude, longitude);
    Coordinates to = new Coordinates(toLatitude, toLongitude);

    assertThat(from.distanceKm(to)).isCloseTo(km, within(25.0));
    assertThat(to.distanceKm(from)).isEqualTo(from.distanceKm(to));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        // datacenters at longitudes on the equator, asked from 0,0      | order; 1 degree = 111 km
        "b=1 a=2 c=3                                                     | b a c",
        "b=1 a=1.1 c=3                                                   | a b c",
        "z=0.0 a=0.2 c=0.4 b=0.5                                         | a c z b",
        // from afar, a twentieth of the distance is as near
        "b=40 a=41.9                                                     | a b",
        "b=40 a=42.1                                                     | b a",
        "east=1 west=-1                                                  | east west",
        "west=-1.1 east=1                                                | east west",
        "only=90                                                         | only",
      })
  void nearEqualGoByName(String datacenters, String order) {
    List<Datacenter> all = new ArrayList<>();
    for (String word : Text.words(datacenters)) {
      int equals = word.indexOf('=');
      double longitude = Double.parseDouble(word.substring(equals + 1));
      all.add(new Datacenter(word.substring(0, equals), "eu", 0, longitude, 0));
    }

    assertThat(new Nearest(all).order(new Coordinates(0, 0))).isEqualTo(Text.words(order));
  }
}
