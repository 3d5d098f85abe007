package gslb.geo;

import gslb.zones.PlaceCode;
import org.jspecify.annotations.Nullable;

/**
 * Raw result of the geo databases; null = not known.
 *
 * @param continent AF, AN, AS, EU, NA, OC or SA
 * @param country ISO 3166-1 alpha-2
 * @param subdivision ISO 3166-2 without the country
 * @param coordinates of the place itself, not of its country
 * @param asn autonomous system number, 0..2^32-1
 */
public record Place(
    @Nullable String continent,
    @Nullable String country,
    @Nullable String subdivision,
    @Nullable Coordinates coordinates,
    @Nullable Long asn) {

  /** Nothing known. */
  public static final Place UNKNOWN = new Place(null, null, null, null, null);

  /** The smallest place that is known, null where not even the continent is. */
  public @Nullable PlaceCode code() {
    if (continent == null) {
      return null;
    }
    return new PlaceCode(continent, country, country == null ? null : subdivision);
  }

  /** Its country, or {@code EU-?} where only the continent is known; null where neither is. */
  public @Nullable String territory() {
    return country != null ? country : continent == null ? null : continent + "-?";
  }

  /**
   * This place with what only the other one knows. A location is never mixed of two: where both
   * name a continent, a country or a subdivision and they differ, this one's stands as it is.
   */
  Place orElse(Place other) {
    Long knownAsn = asn != null ? asn : other.asn;
    boolean located = continent != null || country != null || coordinates != null;
    if (!located) {
      return new Place(
          other.continent, other.country, other.subdivision, other.coordinates, knownAsn);
    }
    if (differ(continent, other.continent)
        || differ(country, other.country)
        || differ(subdivision, other.subdivision)) {
      return new Place(continent, country, subdivision, coordinates, knownAsn);
    }
    return new Place(
        continent != null ? continent : other.continent,
        country != null ? country : other.country,
        subdivision != null ? subdivision : other.subdivision,
        coordinates != null ? coordinates : other.coordinates,
        knownAsn);
  }

  private static boolean differ(@Nullable String one, @Nullable String other) {
    return one != null && other != null && !one.equals(other);
  }
}
