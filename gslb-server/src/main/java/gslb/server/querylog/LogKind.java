package gslb.server.querylog;

/** The two logs. */
public enum LogKind {
  /** What was asked and how it was answered. */
  QUERIES("queries"),
  /** How steered answers were chosen. */
  DECISIONS("decisions");

  private final String word;

  LogKind(String word) {
    this.word = word;
  }

  /** As configuration, file and metrics call it. */
  public String word() {
    return word;
  }
}
