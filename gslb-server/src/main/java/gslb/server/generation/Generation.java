package gslb.server.generation;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A published set of definitions.
 *
 * @param number of it, from 1; only grows (S-36)
 * @param digest of the definitions, hexadecimal
 * @param published when, by this host's clock
 * @param of the generation whose content it brought back; 0 = it was read from the folder
 * @param left digest of the definitions that were gone back from and are not to be published again;
 *     empty = there are none
 * @param zones how many it declares
 * @param steeredNames how many
 */
public record Generation(
    long number,
    String digest,
    Instant published,
    long of,
    String left,
    int zones,
    int steeredNames) {

  /** A line each: a word, a blank, a value. */
  String print() {
    Map<String, Object> lines = new LinkedHashMap<>();
    lines.put("number", number);
    lines.put("digest", digest);
    lines.put("published", published);
    lines.put("of", of);
    lines.put("left", left);
    lines.put("zones", zones);
    lines.put("steered_names", steeredNames);
    StringBuilder text = new StringBuilder();
    lines.forEach((word, value) -> text.append(word).append(' ').append(value).append('\n'));
    return text.toString();
  }

  /** Reads what {@link #print} wrote; words it does not know are left to later versions. */
  static Generation parse(String text) throws IOException {
    Map<String, String> lines = new HashMap<>();
    text.lines()
        .forEach(line -> {
          int blank = line.indexOf(' ');
          if (blank > 0) {
            lines.put(line.substring(0, blank), line.substring(blank + 1));
          }
        });
    try {
      return new Generation(
          Long.parseLong(value(lines, "number")),
          value(lines, "digest"),
          Instant.parse(value(lines, "published")),
          Long.parseLong(value(lines, "of")),
          value(lines, "left"),
          Integer.parseInt(value(lines, "zones")),
          Integer.parseInt(value(lines, "steered_names")));
    } catch (NumberFormatException | DateTimeException e) {
      throw new IOException("it is not what this version writes: " + e.getMessage(), e);
    }
  }

  private static String value(Map<String, String> lines, String word) throws IOException {
    String value = lines.get(word);
    if (value == null) {
      throw new IOException("it is not what this version writes: no " + word);
    }
    return value;
  }
}
