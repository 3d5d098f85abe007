package gslb.server.control;

/** What was asked cannot be understood; the message says what was expected. */
public final class BadRequestException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Says what was expected. */
  public BadRequestException(String message) {
    super(message);
  }
}
