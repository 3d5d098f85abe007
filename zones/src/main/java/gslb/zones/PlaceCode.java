package gslb.zones;

import org.jspecify.annotations.Nullable;

/**
 * A continent, a country in it, or a subdivision of that, as maps and rules write it: {@code EU},
 * {@code EU-NO}, {@code NA-US-CA}. The continent always leads, so {@code NA} is North America and
 * {@code AF-NA} is Namibia.
 *
 * @param continent AF, AN, AS, EU, NA, OC or SA
 * @param country ISO 3166-1 alpha-2
 * @param subdivision ISO 3166-2 without the country, set only with a country
 */
public record PlaceCode(String continent, @Nullable String country, @Nullable String subdivision) {

  public PlaceCode {
    if (country == null && subdivision != null) {
      throw new IllegalArgumentException("a subdivision needs a country");
    }
  }

  /** The next larger place: subdivision → country → continent → null (S-6). */
  public @Nullable PlaceCode parent() {
    if (country == null) {
      return null;
    }
    return subdivision == null
        ? new PlaceCode(continent, null, null)
        : new PlaceCode(continent, country, null);
  }

  @Override
  public String toString() {
    return continent
        + (country == null ? "" : "-" + country)
        + (subdivision == null ? "" : "-" + subdivision);
  }
}
