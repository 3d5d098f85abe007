package gslb.zones.yaml;

import gslb.zones.problem.Position;
import org.jspecify.annotations.Nullable;

/**
 * A key and its value.
 *
 * @param key as written
 * @param position of the key
 */
public record YamlEntry(String key, Position position, YamlNode value) {

  /** Reports an error at the key. */
  public void error(String message) {
    value.problems().error(position, value.path() + ": " + message);
  }

  /**
   * The key, if it can name something ({@link Expected#name}); null after a problem was reported.
   */
  public @Nullable String name() {
    if (Expected.isName(key)) {
      return key;
    }
    error("expected a name of letters, digits, '-', '_' and '.'");
    return null;
  }
}
