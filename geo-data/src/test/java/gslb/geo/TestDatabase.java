package gslb.geo;

import gslb.zones.Prefix;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/** Small databases for tests: from lines of text, or random from a seed. */
public final class TestDatabase {
  static final Instant BUILT = Instant.parse("2026-06-01T00:00:00Z");
  private static final List<String> PLACES =
      List.of(
          "EU DE . 51.1 10.4",
          "EU DE BY 48.1 11.6",
          "EU NO . . .",
          "EU . . . .",
          "NA US CA 36.7 -119.4",
          "NA US . 39.5 -99.1",
          "AS SG . 1.3 103.8",
          "AF NA . -22.1 17.2",
          "AS XX . . .");

  private TestDatabase() {}

  /** Lines of {@code network continent country subdivision latitude longitude}, dot = not known. */
  public static byte[] city(String lines) {
    return file(header("GeoLite2-City", 6, 28), lines, false);
  }

  static MmdbWriter.Header header(String type, int ipVersion, int recordSize) {
    return new MmdbWriter.Header(type, ipVersion, recordSize, BUILT, "made by a test");
  }

  /** The same lines in the layout of GeoIP2 or the flat one. */
  static byte[] file(MmdbWriter.Header header, String lines, boolean flat) {
    MmdbWriter writer = new MmdbWriter(header);
    for (String line : lines.strip().split("\n")) {
      List<String> words = Text.words(line);
      List<String> place = words.subList(1, words.size());
      writer.put(Text.prefix(words.getFirst()), flat ? flat(place) : nested(place));
    }
    return writer.bytes();
  }

  private static Map<String, Object> nested(List<String> place) {
    Map<String, Object> fields = new TreeMap<>();
    if (!place.get(0).equals(".")) {
      fields.put("continent", Map.of("code", place.get(0)));
    }
    if (!place.get(1).equals(".")) {
      fields.put("country", Map.of("iso_code", place.get(1)));
    }
    if (!place.get(2).equals(".")) {
      fields.put("subdivisions", List.of(Map.of("iso_code", place.get(2))));
    }
    if (!place.get(3).equals(".")) {
      fields.put("location", point(place));
    }
    return fields;
  }

  private static Map<String, Object> flat(List<String> place) {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("country_code", place.get(1).equals(".") ? "" : place.get(1));
    fields.put("state1", place.get(2).equals(".") ? "" : place.get(2));
    if (!place.get(3).equals(".")) {
      fields.putAll(point(place));
    }
    return fields;
  }

  private static Map<String, Object> point(List<String> place) {
    return Map.of(
        "latitude", Double.valueOf(place.get(3)), "longitude", Double.valueOf(place.get(4)));
  }

  /** Autonomous systems: lines of {@code network number}. */
  public static byte[] asn(String lines) {
    MmdbWriter writer = new MmdbWriter(header("GeoLite2-ASN", 6, 24));
    for (String line : lines.strip().split("\n")) {
      List<String> words = Text.words(line);
      writer.put(
          Text.prefix(words.getFirst()),
          Map.of("autonomous_system_number", Integer.valueOf(words.getLast())));
    }
    return writer.bytes();
  }

  /** Networks, some inside others, larger ones first. */
  static List<Prefix> randomNets(Random random, int count) {
    TreeSet<Prefix> nets = new TreeSet<>();
    List<Prefix> bases = new ArrayList<>();
    while (nets.size() < count) {
      boolean v6 = random.nextBoolean();
      boolean inside = !bases.isEmpty() && random.nextInt(3) > 0;
      Prefix base = inside ? bases.get(random.nextInt(bases.size())) : null;
      v6 = base == null ? v6 : base.v6();
      int shortest = base == null ? (v6 ? 4 : 2) : base.length();
      int longest = v6 ? (random.nextInt(4) == 0 ? 128 : 56) : 32;
      if (shortest < longest) {
        int length = shortest + 1 + random.nextInt(longest - shortest);
        long high = base == null ? random.nextLong() : base.high();
        long low = base == null ? 0 : base.low();
        int from = base == null ? 0 : base.length();
        for (int bit = from; bit < length; bit++) {
          boolean set = random.nextInt(4) == 0;
          high = bit < 64 && set ? high ^ (Long.MIN_VALUE >>> bit) : high;
          low = bit >= 64 && set ? low ^ (Long.MIN_VALUE >>> (bit - 64)) : low;
        }
        Prefix net = Address.cut(v6, high, low, length);
        bases.add(net);
        nets.add(net);
      }
    }
    return List.copyOf(nets);
  }

  /** A city database over such networks. */
  static byte[] randomCity(Random random, List<Prefix> nets) {
    MmdbWriter writer =
        new MmdbWriter(header("GeoLite2-City", 6, List.of(24, 28, 32).get(random.nextInt(3))));
    for (Prefix net : nets) {
      List<String> place = Text.words(PLACES.get(random.nextInt(PLACES.size())));
      Map<String, Object> fields = nested(place);
      if (random.nextInt(3) == 0) {
        fields.put("autonomous_system_number", 64500 + random.nextInt(3));
      }
      writer.put(net, fields);
    }
    return writer.bytes();
  }
}
