package gslb.geo;

import gslb.zones.Countries;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a database says of a network → {@link Place}. Layouts are told by the fields a record has,
 * whatever the database calls itself:
 *
 * <pre>
 *                GeoIP2, GeoLite2, DB-IP            flat: IPinfo                ip-location-db
 *  continent     continent.code                     continent_code, continent
 *  country       country.iso_code                   country_code, country       country_code
 *  subdivision   subdivisions[0].iso_code           region_code, region         state1
 *                                                   (where they are codes)
 *  coordinates   location.latitude, .longitude      lat, lng or loc: "50.1,8.7"  latitude, longitude
 *  asn           autonomous_system_number, also     asn: "AS64500"              autonomous_system_number
 *                below traits (Enterprise)
 * </pre>
 *
 * Numbers may be written as text.
 */
final class PlaceFields {
  private PlaceFields() {}

  static Place place(Map<?, ?> fields) {
    String country = country(fields);
    return new Place(
        continent(country, continent(fields)),
        country,
        subdivision(fields, country),
        coordinates(fields),
        asn(fields));
  }

  private static @Nullable String country(Map<?, ?> fields) {
    return firstCode(
        2, inner(fields, "country", "iso_code"), fields.get("country_code"), fields.get("country"));
  }

  private static @Nullable String continent(Map<?, ?> fields) {
    String said =
        firstCode(
            2,
            inner(fields, "continent", "code"),
            fields.get("continent_code"),
            fields.get("continent"));
    return said != null && Countries.continents().contains(said) ? said : null;
  }

  /**
   * The house's table comes first, so that what a database says and what a map writes meet:
   * databases do not agree on the continent of Turkey or Cyprus.
   */
  private static @Nullable String continent(@Nullable String country, @Nullable String said) {
    String ofCountry = country == null ? null : Countries.continentOf(country);
    return ofCountry != null ? ofCountry : said;
  }

  private static @Nullable String subdivision(Map<?, ?> fields, @Nullable String country) {
    Object largest =
        fields.get("subdivisions") instanceof List<?> list && !list.isEmpty()
            ? list.getFirst()
            : null;
    Object code = largest instanceof Map<?, ?> map ? map.get("iso_code") : null;
    Object region = fields.get("region_code");
    if (region instanceof String text && country != null && text.startsWith(country + "-")) {
      region = text.substring(country.length() + 1);
    }
    return firstCode(3, code, region, fields.get("region"), fields.get("state1"));
  }

  private static @Nullable Object inner(Map<?, ?> fields, String outer, String inner) {
    return fields.get(outer) instanceof Map<?, ?> map ? map.get(inner) : null;
  }

  /** The first that is an ISO code: capitals or digits; names and "not known" are not. */
  private static @Nullable String firstCode(int longest, @Nullable Object... values) {
    for (Object value : values) {
      if (value instanceof String text && isCode(text, longest)) {
        return text;
      }
    }
    return null;
  }

  private static boolean isCode(String text, int longest) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= longest;
  }

  private static @Nullable Coordinates coordinates(Map<?, ?> fields) {
    if (fields.get("location") instanceof Map<?, ?> location) {
      return point(location.get("latitude"), location.get("longitude"));
    }
    if (fields.get("loc") instanceof String loc && loc.indexOf(',') > 0) {
      int comma = loc.indexOf(',');
      return point(loc.substring(0, comma), loc.substring(comma + 1));
    }
    return fields.containsKey("lat")
        ? point(fields.get("lat"), fields.get("lng"))
        : point(fields.get("latitude"), fields.get("longitude"));
  }

  private static @Nullable Coordinates point(@Nullable Object north, @Nullable Object east) {
    Double latitude = number(north);
    Double longitude = number(east);
    return latitude != null
            && longitude != null
            && Math.abs(latitude) <= 90
            && Math.abs(longitude) <= 180
        ? new Coordinates(latitude, longitude)
        : null;
  }

  private static @Nullable Double number(@Nullable Object value) {
    return switch (value) {
      case Number number -> number.doubleValue();
      case String text -> parsed(text.strip());
      case null, default -> null;
    };
  }

  private static @Nullable Double parsed(String text) {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Long asn(Map<?, ?> fields) {
    Long number = asn(fields.get("autonomous_system_number"));
    number = number != null ? number : asn(fields.get("asn"));
    return number != null ? number : asn(inner(fields, "traits", "autonomous_system_number"));
  }

  private static @Nullable Long asn(@Nullable Object value) {
    if (value instanceof Number number) {
      return number.longValue();
    }
    return value instanceof String text && text.matches("(AS)?[0-9]{1,10}")
        ? Long.valueOf(text.startsWith("AS") ? text.substring(2) : text)
        : null;
  }
}
