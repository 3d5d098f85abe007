package gslb.geo;

import gslb.zones.Countries;
import gslb.zones.Prefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/**
 * A made-up database the size of those of cities that are sold: over three million networks,
 * 120,000 cities in subdivisions of every country, blocks of one country cut into cities as
 * registries and operators cut them. Same calls, same bytes.
 */
final class CityDatabase {
  private static final int CITIES = 120_000;

  /** So many networks of each family: about what the largest databases list. */
  private static final int IPV4_NETWORKS = 3_200_000;

  private static final int IPV6_NETWORKS = 1_200_000;

  private final Random random = new Random(64500);
  private final MmdbWriter writer =
      new MmdbWriter(new MmdbWriter.Header("gslb-Test-City", 6, 28, TestDatabase.BUILT, "made up"));
  private final List<List<Map<String, Object>>> citiesOfCountry = new ArrayList<>();
  private int left;

  private CityDatabase() {}

  /** The file. */
  static byte[] bytes() {
    CityDatabase database = new CityDatabase();
    database.cities();
    database.left = IPV4_NETWORKS;
    while (database.left > 0) { // blocks of a country, some of them again in a later one
      long block =
          (long) (1 + database.random.nextInt(222)) << 24 | database.random.nextInt(1 << 24);
      int length = 12 + database.random.nextInt(9);
      database.block(Address.cut(false, block << 32, 0, length), 28);
    }
    database.left = IPV6_NETWORKS;
    while (database.left > 0) {
      long block = 0x2a00_0000_0000_0000L | (long) database.random.nextInt(1 << 24) << 32;
      database.block(Address.cut(true, block, 0, 29 + database.random.nextInt(4)), 48);
    }
    return database.writer.bytes();
  }

  /** Writes it to a file, for the benchmarks. */
  public static void main(String[] args) throws IOException {
    Files.write(Path.of(args[0]), bytes());
  }

  private void cities() {
    List<String> countries = List.copyOf(Countries.codes());
    countries.forEach(_ -> citiesOfCountry.add(new ArrayList<>()));
    for (int city = 0; city < CITIES; city++) {
      int number = country();
      String country = countries.get(number);
      Coordinates middle = Objects.requireNonNull(CountryCoordinates.of(country));
      double latitude = Math.clamp(middle.latitude() + random.nextGaussian(0, 3), -89, 89);
      double longitude = Math.clamp(middle.longitude() + random.nextGaussian(0, 4), -179, 179);
      Map<String, Object> fields = new TreeMap<>();
      fields.put("city", Map.of("names", Map.of("en", "City " + city)));
      fields.put(
          "continent", Map.of("code", Objects.requireNonNull(Countries.continentOf(country))));
      fields.put("country", Map.of("iso_code", country));
      fields.put("subdivisions", List.of(Map.of("iso_code", "S" + random.nextInt(40))));
      fields.put(
          "location",
          Map.of(
              "accuracy_radius", (short) 20,
              "latitude", Math.round(latitude * 1e4) / 1e4,
              "longitude", Math.round(longitude * 1e4) / 1e4));
      citiesOfCountry.get(number).add(fields);
    }
  }

  /** Few countries have most of the cities. */
  private int country() {
    int all = citiesOfCountry.size();
    return (int) (all * Math.pow(random.nextDouble(), 4)) * 97 % all;
  }

  private void block(Prefix block, int smallest) {
    List<Map<String, Object>> cities = citiesOfCountry.get(country());
    if (!cities.isEmpty()) {
      cut(block, smallest, cities, cities.get(random.nextInt(cities.size())));
    }
  }

  /**
   * Halves keep the city or go to another of the country; the longer, the rather it stays whole.
   */
  private void cut(
      Prefix block, int smallest, List<Map<String, Object>> cities, Map<String, Object> city) {
    if (left <= 0) {
      return;
    }
    if (block.length() >= smallest || random.nextInt(smallest) < block.length() - smallest / 2) {
      writer.put(block, city);
      left--;
      return;
    }
    int length = block.length() + 1;
    long highBit = Long.MIN_VALUE >>> (length - 1);
    Map<String, Object> other =
        random.nextInt(3) == 0 ? city : cities.get(random.nextInt(cities.size()));
    cut(new Prefix(block.v6(), block.high(), block.low(), length), smallest, cities, city);
    cut(
        new Prefix(block.v6(), block.high() | highBit, block.low(), length),
        smallest,
        cities,
        other);
  }
}
