package gslb.server;

import gslb.zones.problem.Problem;
import java.util.List;

/** A process cannot start; the message says why, the problems where. */
public final class StartException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  /** Says why and where. */
  public StartException(String message, List<Problem> problems) {
    super(message);
    this.problems = List.copyOf(problems);
  }

  /** Says why. */
  public StartException(String message) {
    super(message);
    this.problems = List.of();
  }

  /** Says the same, and what that comes to. */
  StartException(StartException why, String consequence) {
    super(why.getMessage() + "; " + consequence, why);
    this.problems = why.problems();
  }

  /** Says why. */
  public StartException(String message, Throwable cause) {
    super(message, cause);
    this.problems = List.of();
  }

  /** What an operator must mend first; may be empty. */
  public List<Problem> problems() {
    return problems;
  }
}
