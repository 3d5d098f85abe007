package gslb.zones;

import gslb.zones.problem.Problem;
import java.util.List;

/** What comes of reading a definitions folder: all of it, or nothing (S-35). */
public sealed interface Reading {

  /** The folder can be served; what is suspicious is in {@link Declarations#warnings}. */
  record Accepted(Declarations declarations) implements Reading {}

  /**
   * The folder cannot be served.
   *
   * @param problems by file and position; at least one error, and every warning
   */
  record Refused(List<Problem> problems) implements Reading {
    public Refused {
      problems = List.copyOf(problems);
    }
  }

  /** Everything there is to tell an operator, by file and position. */
  default List<Problem> problems() {
    return switch (this) {
      case Accepted(Declarations declarations) -> declarations.warnings();
      case Refused(List<Problem> problems) -> problems;
    };
  }
}
