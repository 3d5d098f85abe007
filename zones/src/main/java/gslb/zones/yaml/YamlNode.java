package gslb.zones.yaml;

import gslb.zones.problem.Position;
import gslb.zones.problem.Problems;

/**
 * A value in a YAML file that knows where it stands and how it is reached, so that whatever is
 * wrong with it can be told exactly.
 */
public sealed interface YamlNode permits YamlScalar, YamlList, YamlMapping {

  /** Of its first character. */
  Position position();

  /** The keys that lead to it, {@code pools.web.members[0].weight}; empty for the root. */
  String path();

  /** Where its problems go. */
  Problems problems();

  /** What it is, for messages: {@code a list}, {@code the number 5}. */
  String kind();

  /** Reports an error at this value. */
  default void error(String message) {
    problems().error(position(), path().isEmpty() ? message : path() + ": " + message);
  }

  /** Reports something legal but suspicious at this value. */
  default void warning(String message) {
    problems().warning(position(), path().isEmpty() ? message : path() + ": " + message);
  }

  /** Reports that something else was expected here: {@code expected("a duration such as 10s")}. */
  default void expected(String what) {
    error("expected " + what + ", found " + kind());
  }
}
