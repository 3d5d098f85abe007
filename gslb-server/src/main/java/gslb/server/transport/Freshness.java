package gslb.server.transport;

/** How long a response may be kept (RFC 8484 §5.1). */
final class Freshness {
  private static final int HEADER = 12;
  private static final int FIXED_RR = 10; // type, class, TTL, RDLENGTH

  private Freshness() {}

  /**
   * The smallest TTL of the answer section, or of the authority section if there is no answer: that
   * is the SOA of a negative one, whose TTL is the negative TTL already. In seconds, 0 without
   * records.
   *
   * @param message a response we wrote, so its lengths are right
   */
  static long of(byte[] message) {
    int at = HEADER;
    for (int i = 0; i < u16(message, 4); i++) {
      at = skipName(message, at) + 4;
    }
    int answers = u16(message, 6);
    int records = answers > 0 ? answers : u16(message, 8);
    long smallest = Integer.MAX_VALUE;
    for (int i = 0; i < records; i++) {
      int fixed = skipName(message, at);
      long ttl = (long) u16(message, fixed + 4) << 16 | u16(message, fixed + 6);
      smallest = Math.min(smallest, ttl);
      at = fixed + FIXED_RR + u16(message, fixed + 8);
    }
    return records == 0 ? 0 : smallest;
  }

  private static int skipName(byte[] message, int start) {
    int at = start;
    while (true) {
      int label = message[at] & 0xff;
      if (label == 0) {
        return at + 1;
      }
      if (label >= 0xc0) {
        return at + 2;
      }
      at += 1 + label;
    }
  }

  private static int u16(byte[] message, int at) {
    return (message[at] & 0xff) << 8 | (message[at + 1] & 0xff);
  }
}
