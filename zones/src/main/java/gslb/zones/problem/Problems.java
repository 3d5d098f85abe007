package gslb.zones.problem;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects every problem of one reading, so that an operator mends them all at once. Owned by one
 * thread; a reader that meets a problem reports it here and reads on.
 */
public final class Problems {

  private final Set<Problem> found = new LinkedHashSet<>(); // a node read twice is told once
  private boolean errors;

  /** Something that keeps the files from being served. */
  public void error(Position at, String message) {
    errors = true;
    add(at, Problem.Severity.ERROR, message);
  }

  /** Something legal but suspicious. */
  public void warning(Position at, String message) {
    add(at, Problem.Severity.WARNING, message);
  }

  /** What was reported elsewhere, to these. */
  public void addAll(Collection<Problem> problems) {
    for (Problem problem : problems) {
      errors |= problem.severity() == Problem.Severity.ERROR;
      found.add(problem);
    }
  }

  private void add(Position at, Problem.Severity severity, String message) {
    found.add(new Problem(at.file(), at.line(), at.column(), severity, message));
  }

  /** Whether anything reported so far is an error. */
  public boolean hasErrors() {
    return errors;
  }

  /** Everything reported so far, by file and position. */
  public List<Problem> sorted() {
    return found.stream().sorted().toList();
  }
}
