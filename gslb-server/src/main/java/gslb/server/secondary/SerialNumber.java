package gslb.server.secondary;

/** The order of serials (RFC 1982 §3.2). */
final class SerialNumber {
  private SerialNumber() {}

  /** Whether a serial comes after another; of two half a circle apart, neither does. */
  static boolean isNewer(long serial, long than) {
    return (int) (serial - than) > 0;
  }
}
