package gslb.zones;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which continent a country is on: the one table of it in the house. */
public final class Countries {

  private static final Map<String, String> CONTINENTS = load();

  private Countries() {}

  /**
   * The continent of a country.
   *
   * @param country ISO 3166-1 alpha-2 in capitals, or XK
   * @return AF, AN, AS, EU, NA, OC or SA; null for what is no country
   */
  public static @Nullable String continentOf(String country) {
    return CONTINENTS.get(country);
  }

  /** Every country code, in order. */
  public static Set<String> codes() {
    return CONTINENTS.keySet();
  }

  /** The seven continent codes. */
  public static Set<String> continents() {
    return Set.copyOf(CONTINENTS.values());
  }

  private static Map<String, String> load() {
    Map<String, String> continents = new TreeMap<>();
    try (InputStream table = Countries.class.getResourceAsStream("continents.txt")) {
      if (table == null) {
        throw new IllegalStateException("continents.txt is missing beside Countries.class");
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(table, StandardCharsets.US_ASCII));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        StringTokenizer words = new StringTokenizer(line);
        if (line.startsWith("#") || !words.hasMoreTokens()) {
          continue;
        }
        String continent = words.nextToken();
        while (words.hasMoreTokens()) {
          continents.put(words.nextToken(), continent);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Collections.unmodifiableMap(continents);
  }
}
