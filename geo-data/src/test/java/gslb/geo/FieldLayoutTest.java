package gslb.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same place out of the records of every vendor, told by their fields alone. */
class FieldLayoutTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        // record, "a.b" = b below a, "[x" = the first of a list, numbers as they are, 'text' in
        // quotes | place
        "GeoIP2 City    | continent.code='NA' country.iso_code='US' [subdivisions.iso_code='CA'"
            + " location.latitude=37.4 location.longitude=-122.1                                   "
            + " | NA-US-CA 37.4,-122.1",
        "GeoIP2 ASN     | autonomous_system_number=64500                     | AS64500",
        "Enterprise     | country.iso_code='DE' traits.autonomous_system_number=64500 | EU-DE"
            + " AS64500",
        "DB-IP City     | continent.code='EU' country.iso_code='DE' [subdivisions.name='Bavaria'"
            + " location.latitude=48.1 location.longitude=11.6                                     "
            + " | EU-DE 48.1,11.6",
        "IPinfo Lite    | country='United States' country_code='US' continent='North America'"
            + " continent_code='NA' asn='AS64500' as_name='Example'                              |"
            + " NA-US AS64500",
        "IPinfo country | country='US' country_name='United States' continent='NA' asn='AS64500' |"
            + " NA-US AS64500",
        "IPinfo city    | country='US' region='California' region_code='CA' city='Palo Alto'"
            + " lat='37.4' lng='-122.1'                                                            "
            + "  | NA-US-CA 37.4,-122.1",
        "IPinfo loc     | country='DE' region_code='DE-BY' loc='48.1,11.6'   | EU-DE-BY 48.1,11.6",
        "IPinfo ASN     | asn='AS64500' name='Example' type='isp'            | AS64500",
        "ip-location-db | country_code='SG' latitude=1.3 longitude=103.8 state1='' city='Singapore'"
            + " | AS-SG 1.3,103.8",
        "its ASN        | autonomous_system_number=64500 autonomous_system_organization='Example' |"
            + " AS64500",
        // what says nothing, or nonsense
        "continent      | continent.code='EU'                                | EU",
        "a name         | country='Germany' continent='Europe'               | nothing",
        "unknown        | country_code='-' asn='' loc='' lat=''              | nothing",
        "no point       | country_code='DE' latitude=91.0 longitude=8.0      | EU-DE",
        "no number      | country_code='DE' lat='north' lng='8'              | EU-DE",
        "large number   | asn='AS99999999999'                                | nothing",
      })
  void place(String vendor, String record, String place) throws Exception {
    MmdbWriter writer = new MmdbWriter(TestDatabase.header(vendor, 6, 24));
    byte[] file = writer.put(Text.prefix("192.0.2.0/24"), fields(record)).bytes();

    Located located = MmdbSource.read("test.mmdb", file).place(Text.address("192.0.2.1"));

    assertThat(told(located.place())).isEqualTo(place);
  }

  private static Map<String, Object> fields(String record) {
    Map<String, Object> fields = new TreeMap<>();
    for (String field : record.strip().split(" (?=[\\[a-z_0-9.]+=)")) {
      String name = field.substring(0, field.indexOf('='));
      String text = field.substring(field.indexOf('=') + 1).strip();
      Object value =
          text.startsWith("'")
              ? text.substring(1, text.length() - 1)
              : text.contains(".") ? (Object) Double.valueOf(text) : Integer.valueOf(text);
      int dot = name.indexOf('.');
      if (dot < 0) {
        fields.put(name, value);
      } else if (name.startsWith("[")) {
        fields.put(name.substring(1, dot), List.of(Map.of(name.substring(dot + 1), value)));
      } else {
        @SuppressWarnings("unchecked")
        Map<String, Object> outer =
            (Map<String, Object>)
                fields.computeIfAbsent(name.substring(0, dot), _ -> new TreeMap<>());
        outer.put(name.substring(dot + 1), value);
      }
    }
    return fields;
  }

  private static String told(Place place) {
    List<String> words = new ArrayList<>();
    if (place.code() != null) {
      words.add(place.code().toString());
    }
    if (place.coordinates() != null) {
      words.add(place.coordinates().latitude() + "," + place.coordinates().longitude());
    }
    if (place.asn() != null) {
      words.add("AS" + place.asn());
    }
    return words.isEmpty() ? "nothing" : String.join(" ", words);
  }
}
