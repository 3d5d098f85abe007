package gslb.zones.problem;

import java.nio.file.Path;

/**
 * Something an operator should mend, told as {@code file:line:column: what is wrong, what was
 * expected}.
 *
 * @param file relative to the definitions folder
 * @param line 1 or more
 * @param column 1 or more
 * @param severity errors keep the definitions from being served
 * @param message one sentence with the offending name in it
 */
public record Problem(Path file, int line, int column, Severity severity, String message)
    implements Comparable<Problem> {

  /** How bad. */
  public enum Severity {
    /** The definitions are refused. */
    ERROR,
    /** Legal but suspicious. */
    WARNING
  }

  /** By file, then position. */
  @Override
  public int compareTo(Problem other) {
    int byFile = file.compareTo(other.file);
    int byLine = byFile != 0 ? byFile : Integer.compare(line, other.line);
    return byLine != 0 ? byLine : Integer.compare(column, other.column);
  }

  @Override
  public String toString() {
    return file
        + ":"
        + line
        + ":"
        + column
        + ": "
        + (severity == Severity.WARNING ? "warning: " : "")
        + message;
  }
}
