package gslb.geo;

import gslb.zones.Countries;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a database says of a network → {@link Place}. Two layouts are read, field by field:
 *
 * <pre>
 *  GeoIP2, GeoLite2                          flat (ip-location-db)
 *  continent.code
 *  country.iso_code                          country_code
 *  subdivisions[0].iso_code                  state1, where it is a code
 *  location.latitude, location.longitude     latitude, longitude
 *  autonomous_system_number                  autonomous_system_number, asn
 * </pre>
 */
final class PlaceFields {
  private PlaceFields() {}

  static Place place(Map<?, ?> fields) {
    String country = code(first(text(fields, "country", "iso_code"), fields.get("country_code")));
    String continent = code(text(fields, "continent", "code"));
    return new Place(
        continent(country, continent),
        country,
        code(first(subdivision(fields), fields.get("state1"))),
        coordinates(fields.get("location") instanceof Map<?, ?> location ? location : fields),
        asn(first(fields.get("autonomous_system_number"), fields.get("asn"))));
  }

  /**
   * The house's table comes first, so that what a database says and what a map writes meet:
   * databases do not agree on the continent of Turkey or Cyprus.
   */
  private static @Nullable String continent(@Nullable String country, @Nullable String said) {
    String ofCountry = country == null ? null : Countries.continentOf(country);
    return ofCountry != null ? ofCountry : said;
  }

  private static @Nullable Object first(@Nullable Object one, @Nullable Object other) {
    return one != null ? one : other;
  }

  private static @Nullable Object text(Map<?, ?> fields, String outer, String inner) {
    return fields.get(outer) instanceof Map<?, ?> map ? map.get(inner) : null;
  }

  private static @Nullable Object subdivision(Map<?, ?> fields) {
    return fields.get("subdivisions") instanceof List<?> list
            && !list.isEmpty()
            && list.getFirst() instanceof Map<?, ?> largest
        ? largest.get("iso_code")
        : null;
  }

  /** An ISO code: one to three capitals or digits; names and "not known" in other forms are not. */
  private static @Nullable String code(@Nullable Object value) {
    if (!(value instanceof String text) || text.isEmpty() || text.length() > 3) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))) {
        return null;
      }
    }
    return text;
  }

  private static @Nullable Coordinates coordinates(Map<?, ?> fields) {
    return fields.get("latitude") instanceof Number latitude
            && fields.get("longitude") instanceof Number longitude
            && Math.abs(latitude.doubleValue()) <= 90
            && Math.abs(longitude.doubleValue()) <= 180
        ? new Coordinates(latitude.doubleValue(), longitude.doubleValue())
        : null;
  }

  private static @Nullable Long asn(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : null;
  }
}
