package gslb.server.forecast;

/** What becomes of a steered name, in a word. */
public enum Change {
  /** Everybody is answered as before. */
  NONE,
  /** Somebody is answered otherwise. */
  CHANGED,
  /** It is steered from now on. */
  ADDED,
  /** It is steered no more. */
  REMOVED
}
