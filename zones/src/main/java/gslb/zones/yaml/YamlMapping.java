package gslb.zones.yaml;

import gslb.zones.problem.ClosestWord;
import gslb.zones.problem.Position;
import gslb.zones.problem.Problems;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mapping. A reader asks for the keys it knows, then calls {@link #refuseOtherKeys}: whatever it
 * did not ask for is reported as unknown, so the list of known keys is never written twice.
 *
 * <pre>{@code
 * String name = node.required("name", Expected.name());
 * int weight = node.optional("weight", Expected.integer(0, 65535), 100);
 * node.refuseOtherKeys();
 * }</pre>
 */
public final class YamlMapping implements YamlNode {

  private final Position position;
  private final String path;
  private final Problems problems;
  private final Map<String, YamlEntry> entries;
  private final Set<String> asked = new LinkedHashSet<>();

  YamlMapping(Position position, String path, Problems problems, List<YamlEntry> written) {
    this.position = position;
    this.path = path;
    this.problems = problems;
    entries = new LinkedHashMap<>();
    for (YamlEntry entry : written) {
      YamlEntry first = entries.putIfAbsent(entry.key(), entry);
      if (first != null) {
        problems.error(
            entry.position(),
            within("the key '" + entry.key() + "' stands here a second time, first at ")
                + first.position().line()
                + ":"
                + first.position().column());
      }
    }
  }

  @Override
  public Position position() {
    return position;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public Problems problems() {
    return problems;
  }

  @Override
  public String kind() {
    return "a mapping";
  }

  /** Whether the key is written. */
  public boolean has(String key) {
    return get(key) != null;
  }

  /** The value of a key, or null where it is not written. */
  public @Nullable YamlNode get(String key) {
    asked.add(key);
    YamlEntry entry = entries.get(key);
    return entry == null ? null : entry.value();
  }

  /** The value of a key that must be there; null after a problem was reported. */
  public <T> @Nullable T required(String key, Expected<T> expected) {
    YamlNode value = get(key);
    if (value == null) {
      error("the key '" + key + "' is missing");
      return null;
    }
    return expected.read(value);
  }

  /** The value of a key, or {@code fallback} where it is not written (or wrong, and reported). */
  public <T> T optional(String key, Expected<T> expected, T fallback) {
    T value = optional(key, expected);
    return value == null ? fallback : value;
  }

  /** The value of a key, or null where it is not written (or wrong, and reported). */
  public <T> @Nullable T optional(String key, Expected<T> expected) {
    YamlNode value = get(key);
    return value == null ? null : expected.read(value);
  }

  /** The mapping under a key; an empty one where it is not written (or wrong, and reported). */
  public YamlMapping mapping(String key) {
    YamlMapping value = optional(key, Expected.mapping());
    return value == null
        ? new YamlMapping(position, pathOf(path, key), problems, List.of())
        : value;
  }

  /** Every entry in file order, for mappings whose keys are the operator's names. */
  public List<YamlEntry> entries() {
    asked.addAll(entries.keySet());
    return List.copyOf(entries.values());
  }

  /** Where a key stands; where it is not written, the mapping's own position. */
  public Position positionOf(String key) {
    YamlEntry entry = entries.get(key);
    return entry == null ? position : entry.position();
  }

  /** Reports an error at a key's value; where the key is not written, at the mapping. */
  public void error(String key, String message) {
    YamlEntry entry = entries.get(key);
    YamlNode at = entry == null ? this : entry.value();
    at.error(message);
  }

  /** The keys asked for so far, that is, those the reader knows. */
  public Set<String> asked() {
    return Set.copyOf(asked);
  }

  /** Reports every key nobody asked for. Call it last. */
  public void refuseOtherKeys() {
    for (YamlEntry entry : entries.values()) {
      if (!asked.contains(entry.key())) {
        problems.error(
            entry.position(),
            within("unknown key '" + entry.key() + "'" + ClosestWord.hint(entry.key(), asked)));
      }
    }
  }

  static String pathOf(String parent, String key) {
    return parent.isEmpty() ? key : parent + "." + key;
  }

  private String within(String message) {
    return path.isEmpty() ? message : path + ": " + message;
  }
}
