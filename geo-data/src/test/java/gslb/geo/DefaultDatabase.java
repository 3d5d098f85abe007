package gslb.geo;

import com.maxmind.db.Metadata;
import com.maxmind.db.Reader;
import gslb.zones.Countries;
import gslb.zones.Prefix;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the default database and the table of country coordinates from their sources:
 *
 * <pre>
 *  iptoasn-country.mmdb (networks → country) ──────────┐
 *  countries-50m.json (outlines) ─┐                    ├─► default.mmdb
 *  zone.tab (the small ones) ─────┴─► country-coordinates.txt
 * </pre>
 *
 * <p>How to run it stands in {@code geo-data/README.md}.
 */
final class DefaultDatabase {
  private static final String DESCRIPTION =
      "Country by announced address space: iptoasn.com by way of ip-location-db (PDDL 1.0)."
          + " Coordinates of countries: Natural Earth and tzdata (public domain).";

  private DefaultDatabase() {}

  /**
   * Writes both files.
   *
   * @param args the three sources as drawn above, then the folder to write to
   */
  public static void main(String[] args) throws IOException, GeoDatabaseException {
    Path countries = Path.of(args[0]);
    Path outlines = Path.of(args[1]);
    Path zoneTab = Path.of(args[2]);
    Path folder = Path.of(args[3]);
    Map<String, Coordinates> coordinates = coordinates(outlines, zoneTab);
    Files.writeString(folder.resolve("country-coordinates.txt"), text(coordinates));
    Files.write(folder.resolve("default.mmdb"), database(countries, coordinates));
  }

  private static Map<String, Coordinates> coordinates(Path outlines, Path zoneTab)
      throws IOException {
    Path table =
        Path.of(System.getProperty("gslb.root"))
            .resolve("geo-data/src/test/resources/gslb/geo/country-numbers.txt");
    Map<String, String> codes = new TreeMap<>();
    for (String line : Files.readAllLines(table)) {
      if (!line.startsWith("#")) {
        int space = line.indexOf(' ');
        codes.put(line.substring(0, space), line.substring(space + 1));
      }
    }
    Map<String, Coordinates> coordinates = CountryOutlines.ofZoneTab(zoneTab);
    coordinates.putAll(new CountryOutlines(outlines).middles(codes));
    coordinates.putIfAbsent("BV", new Coordinates(-54.42, 3.36)); // Bouvet Island is in neither
    coordinates.keySet().retainAll(Countries.codes());
    // To the digit that is written, so that text and database say the same.
    coordinates.replaceAll(
        (_, c) -> new Coordinates(rounded(c.latitude()), rounded(c.longitude())));
    return coordinates;
  }

  private static double rounded(double degrees) {
    return Math.round(degrees * 100) / 100.0;
  }

  private static String text(Map<String, Coordinates> coordinates) {
    StringBuilder text = new StringBuilder();
    text.append("# country latitude longitude: the middle of its largest piece of land.\n");
    text.append("# Natural Earth 1:50m and tzdata's zone.tab, both public domain.\n");
    coordinates.forEach((country, c) ->
        text.append(
            String.format(Locale.ROOT, "%s %.2f %.2f%n", country, c.latitude(), c.longitude())));
    return text.toString();
  }

  private static byte[] database(Path countries, Map<String, Coordinates> coordinates)
      throws IOException, GeoDatabaseException {
    byte[] source = Files.readAllBytes(countries);
    try (Reader reader = new Reader(new ByteArrayInputStream(source))) {
      Metadata metadata = reader.getMetadata();
      MmdbWriter writer =
          new MmdbWriter(
              new MmdbWriter.Header("gslb-Country-City", 6, 24, metadata.buildTime(), DESCRIPTION));
      Map<Long, Map<String, Object>> records = new TreeMap<>();
      MmdbTree tree = new MmdbTree(source, countries.toString(), metadata);
      for (boolean v6 : List.of(false, true)) {
        MmdbTree.Visitor copy =
            (high, low, length, data) -> {
              Prefix network = new Prefix(v6, high, low, length);
              Map<String, Object> fields =
                  records.computeIfAbsent(data, _ -> fields(reader, network, coordinates));
              if (data != 0 && !fields.isEmpty()) {
                writer.put(network, fields);
              }
            };
        if (v6) {
          tree.walkIpv6(copy);
        } else {
          tree.walkIpv4(copy);
        }
      }
      return writer.aliases().bytes();
    }
  }

  private static Map<String, Object> fields(
      Reader reader, Prefix network, Map<String, Coordinates> coordinates) {
    try {
      Map<?, ?> source = reader.get(network.address(), Map.class);
      Object code = source == null ? null : source.get("country_code");
      if (!(code instanceof String country) || Countries.continentOf(country) == null) {
        System.err.println(network + ": left out: " + source);
        return Map.of();
      }
      Map<String, Object> fields = new TreeMap<>();
      fields.put("continent", Map.of("code", Countries.continentOf(country)));
      fields.put("country", Map.of("iso_code", country));
      Coordinates middle = coordinates.get(country);
      if (middle != null) {
        fields.put(
            "location", Map.of("latitude", middle.latitude(), "longitude", middle.longitude()));
      }
      return fields;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
