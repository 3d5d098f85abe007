package gslb.zones.problem;

import java.nio.file.Path;

/**
 * Where in the operator's files something stands.
 *
 * @param file relative to the definitions folder
 * @param line 1 or more
 * @param column 1 or more, in characters
 */
public record Position(Path file, int line, int column) {

  /** The first character of a file: where a problem of the whole file is reported. */
  public static Position startOf(Path file) {
    return new Position(file, 1, 1);
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
