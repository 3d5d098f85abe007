package gslb.server.control;

import gslb.zones.problem.Problem;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of reading the definitions.
 *
 * @param outcome whether they are served now
 * @param generation the one served now
 * @param at when, by this host's clock
 * @param problems errors and warnings, by file and position
 */
public record ReloadReport(Outcome outcome, long generation, Instant at, List<Problem> problems) {

  /** Whether the definitions read are served. */
  public enum Outcome {
    /** They are new and served from now on. */
    PUBLISHED,
    /** They are the ones served already. */
    UNCHANGED,
    /** They are wrong: the former ones are served on. */
    REFUSED
  }

  public ReloadReport {
    problems = List.copyOf(problems);
  }

  Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("outcome", Words.of(outcome));
    document.put("generation", generation);
    document.put("at", at.toString());
    document.put("problems", problems.stream().map(ReloadReport::problem).toList());
    return document;
  }

  private static Map<String, Object> problem(Problem problem) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("severity", Words.of(problem.severity()));
    document.put("file", problem.file().toString());
    document.put("line", problem.line());
    document.put("column", problem.column());
    document.put("message", problem.message());
    document.put("text", problem.toString());
    return document;
  }
}
