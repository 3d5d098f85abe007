package gslb.zones.yaml;

import gslb.zones.problem.Position;
import gslb.zones.problem.Problems;

/**
 * A single value.
 *
 * @param text as written, quotes taken off
 * @param type what the YAML 1.2 core schema takes it for; {@code NO} is text, quoted values always
 *     are
 */
public record YamlScalar(Position position, String path, Problems problems, String text, Type type)
    implements YamlNode {

  /** The scalar types of the core schema. */
  public enum Type {
    /** Anything else, and everything in quotes. */
    TEXT,
    /** {@code 5}, {@code 0x1f}. */
    INTEGER,
    /** {@code 5.0}, {@code 1e3}. */
    DECIMAL,
    /** {@code true}, {@code false}. */
    BOOLEAN,
    /** {@code null}, {@code ~} and a key without a value. */
    NOTHING
  }

  @Override
  public String kind() {
    return switch (type) {
      case TEXT -> "'" + text + "'";
      case INTEGER, DECIMAL -> "the number " + text;
      case BOOLEAN -> "the boolean " + text;
      case NOTHING -> "nothing";
    };
  }
}
