package gslb.geo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * A point for each country, for places of which no more is known: the middle of its largest piece
 * of land. How the table is made stands in {@code geo-data/README.md}.
 */
final class CountryCoordinates {
  private static final Map<String, Coordinates> COORDINATES = load();

  private CountryCoordinates() {}

  /** The country's point, null for null and for what is no country. */
  static @Nullable Coordinates of(@Nullable String country) {
    return country == null ? null : COORDINATES.get(country);
  }

  /** Lines of {@code country latitude longitude}, {@code #} begins a comment. */
  private static Map<String, Coordinates> load() {
    Map<String, Coordinates> coordinates = new HashMap<>();
    try (InputStream table =
        CountryCoordinates.class.getResourceAsStream("country-coordinates.txt")) {
      if (table == null) {
        throw new IllegalStateException("the jar lacks country-coordinates.txt");
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(table, StandardCharsets.US_ASCII));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        StringTokenizer words = new StringTokenizer(line);
        if (words.countTokens() == 3 && !line.startsWith("#")) {
          coordinates.put(
              words.nextToken(),
              new Coordinates(
                  Double.parseDouble(words.nextToken()), Double.parseDouble(words.nextToken())));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(coordinates);
  }
}
