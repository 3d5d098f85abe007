package gslb.server.update;

import java.time.Duration;

/** A database was not fetched; the message says why and never holds a secret. */
final class UpdateException extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean passing;
  private final Duration after;

  private UpdateException(String message, boolean passing, Duration after) {
    super(message);
    this.passing = passing;
    this.after = after;
  }

  /** It will fail again until somebody does something. */
  static UpdateException lasting(String message) {
    return new UpdateException(message, false, Duration.ZERO);
  }

  /**
   * It may go well the next time.
   *
   * @param after what the other side asked to wait; zero = nothing
   */
  static UpdateException passing(String message, Duration after) {
    return new UpdateException(message, true, after);
  }

  boolean isPassing() {
    return passing;
  }

  Duration after() {
    return after;
  }
}
