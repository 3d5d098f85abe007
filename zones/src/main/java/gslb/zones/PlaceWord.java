package gslb.zones;

import gslb.zones.problem.ClosestWord;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Place codes as maps and rules write them, checked against the table of countries. */
final class PlaceWord {

  private PlaceWord() {}

  /**
   * The place a word stands for.
   *
   * @param word {@code EU}, {@code EU-NO} or {@code NA-US-CA}
   * @param report gets what is wrong with it
   * @return null after a problem was reported
   */
  static @Nullable PlaceCode parse(String word, Consumer<String> report) {
    int first = word.indexOf('-');
    String continent = first < 0 ? word : word.substring(0, first);
    if (!Countries.continents().contains(continent)) {
      report.accept(unknownContinent(word, continent));
      return null;
    }
    if (first < 0) {
      return new PlaceCode(continent, null, null);
    }
    int second = word.indexOf('-', first + 1);
    String country = second < 0 ? word.substring(first + 1) : word.substring(first + 1, second);
    PlaceCode place = country(continent, country, report);
    return place == null || second < 0
        ? place
        : subdivision(place, word.substring(second + 1), report);
  }

  /** A country on a continent; null after a problem was reported. */
  static @Nullable PlaceCode country(String continent, String country, Consumer<String> report) {
    String actual = Countries.continentOf(country);
    if (actual == null) {
      String upper = country.equals("UK") ? "GB" : country.toUpperCase(Locale.ROOT);
      report.accept(
          "there is no country '"
              + country
              + "'"
              + (Countries.continentOf(upper) == null
                  ? ", expected an ISO 3166-1 code such as NO"
                  : "; did you mean '" + upper + "'?"));
      return null;
    }
    if (!actual.equals(continent)) {
      report.accept(
          "the country '"
              + country
              + "' is not in "
              + continent
              + "; did you mean '"
              + actual
              + "-"
              + country
              + "'?");
      return null;
    }
    return new PlaceCode(continent, country, null);
  }

  /** A subdivision of a country; null after a problem was reported. */
  static @Nullable PlaceCode subdivision(
      PlaceCode country, String subdivision, Consumer<String> report) {
    boolean plausible =
        !subdivision.isEmpty()
            && subdivision.length() <= 3
            && subdivision.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
    if (!plausible) {
      report.accept(
          "'" + subdivision + "' is no subdivision, expected one to three capitals or digits");
      return null;
    }
    return new PlaceCode(country.continent(), country.country(), subdivision);
  }

  private static String unknownContinent(String word, String continent) {
    String upper = word.toUpperCase(Locale.ROOT);
    String its = Countries.continentOf(upper);
    String meant = its == null ? upper : its + "-" + upper;
    if (!meant.equals(word) && parse(meant, ignored -> {}) != null) {
      return "'" + word + "' is no place; did you mean '" + meant + "'?";
    }
    return "there is no continent '"
        + continent
        + "'"
        + ClosestWord.hint(continent, Countries.continents());
  }
}
