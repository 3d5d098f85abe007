package gslb.server.cli;

/** What the process ends with. */
final class ExitStatus {
  /** Done, and nothing to say. */
  static final int OK = 0;

  /** Done, with warnings that were to be taken seriously, or with something to look after. */
  static final int WARNINGS = 1;

  /** Not done: errors, nobody there, or a command that makes no sense. */
  static final int FAILED = 2;

  /** Done, and more would move than was allowed. */
  static final int MOVES_TOO_MUCH = 3;

  private ExitStatus() {}
}
