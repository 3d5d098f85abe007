package gslb.server.control;

/** What was asked is understood and not done; the message says why. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Says why. */
  public RefusedException(String message) {
    super(message);
  }
}
