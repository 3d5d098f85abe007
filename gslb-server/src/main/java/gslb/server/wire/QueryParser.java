package gslb.server.wire;

/**
 * Reads a query in place. Any bytes whatsoever give an {@link Outcome}; work is bounded by the
 * message's length.
 *
 * <pre>
 *                                  1  1  1  1  1  1
 *    0  1  2  3  4  5  6  7  8  9  0  1  2  3  4  5      RFC 1035 §4.1.1
 *  +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
 *  |                      ID                       |  0
 *  |QR|   OPCODE  |AA|TC|RD|RA| Z|AD|CD|   RCODE   |  2
 *  |   QDCOUNT, ANCOUNT, NSCOUNT, ARCOUNT          |  4 6 8 10
 *  +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
 * </pre>
 */
public final class QueryParser {
  /** Bytes of a message header. */
  public static final int HEADER = 12;

  private static final int QR = 0x8000;
  private static final int OPCODE = 0x7800;
  private static final int FIXED_RR = 10; // type, class, TTL, RDLENGTH

  private QueryParser() {}

  /**
   * Reads the message into {@code query}.
   *
   * @param message holds it at 0
   * @param length its bytes, 0..message.length
   */
  public static Outcome parse(byte[] message, int length, Query query) {
    query.reset();
    if (length < HEADER) {
      return Outcome.DROP;
    }
    query.id = Bytes.u16(message, 0);
    query.flags = Bytes.u16(message, 2);
    if ((query.flags & QR) != 0) {
      return Outcome.DROP;
    }
    if ((query.flags & OPCODE) != 0) {
      foreign(message, length, query);
      return Outcome.NOT_IMPLEMENTED;
    }
    Outcome outcome = query(message, length, query);
    if (outcome != Outcome.ANSWER && outcome != Outcome.COOKIE_ONLY) {
      query.forgetOptions(); // nothing of a malformed message is echoed but its question
    }
    return outcome;
  }

  private static Outcome query(byte[] message, int length, Query query) {
    int questions = Bytes.u16(message, 4);
    if (questions > 1) { // RFC 9619
      return Outcome.MALFORMED;
    }
    int at = questions == 0 ? HEADER : question(message, length, query);
    if (at < 0) {
      return Outcome.MALFORMED;
    }
    // An IXFR query carries the SOA the client has in its authority section (RFC 1995 §3).
    int authority = Bytes.u16(message, 8);
    boolean mayCarry = query.hasQuestion && query.type == RecordType.IXFR;
    if (Bytes.u16(message, 6) != 0 || authority > (mayCarry ? 1 : 0)) {
      return Outcome.MALFORMED;
    }
    at = skipRecords(message, length, at, authority);
    Outcome outcome = at < 0 ? Outcome.MALFORMED : additional(message, length, at, query);
    if (outcome == Outcome.ANSWER && questions == 0) {
      return query.cookie ? Outcome.COOKIE_ONLY : Outcome.MALFORMED; // RFC 7873 §5.4
    }
    return outcome;
  }

  /**
   * Of a message of another opcode nothing counts but whether it has an OPT record, for then the
   * response gets one (RFC 6891 §6.1.1).
   */
  private static void foreign(byte[] message, int length, Query query) {
    int at = HEADER;
    for (int i = Bytes.u16(message, 4); i > 0 && at >= 0; i--) {
      int name = Glance.afterName(message, length, at);
      at = name < 0 || name + 4 > length ? -1 : name + 4;
    }
    at = skipRecords(message, length, at, Bytes.u16(message, 6) + Bytes.u16(message, 8));
    if (at < 0 || additional(message, length, at, query) == Outcome.MALFORMED) {
      query.edns = false;
    }
    query.forgetOptions();
  }

  /**
   * Reads the question and returns what follows it, or -1. Nothing stands before it that a pointer
   * could mean.
   */
  private static int question(byte[] message, int length, Query query) {
    int at = query.name.read(message, HEADER, length);
    if (at < 0 || at + 4 > length) {
      return -1;
    }
    query.type = Bytes.u16(message, at);
    query.qclass = Bytes.u16(message, at + 2);
    query.hasQuestion = true;
    return at + 4;
  }

  private static Outcome additional(byte[] message, int length, int start, Query query) {
    int at = start;
    int version = 0;
    int records = Bytes.u16(message, 10);
    for (int i = 0; i < records; i++) {
      int fixed = Glance.afterName(message, length, at);
      int next = fixed < 0 ? -1 : Glance.afterRecord(message, length, at);
      if (next < 0) {
        return Outcome.MALFORMED;
      }
      int type = Bytes.u16(message, fixed);
      if (type == RecordType.TSIG) { // the one at the end was taken off before (RFC 8945 §5.1)
        return Outcome.MALFORMED;
      }
      if (type == RecordType.OPT) {
        if (query.edns || fixed != at + 1) { // one OPT, owned by the root (RFC 6891 §6.1)
          return Outcome.MALFORMED;
        }
        query.edns = true;
        query.payloadSize = Bytes.u16(message, fixed + 2);
        version = message[fixed + 5] & 0xFF;
        query.dnssecOk = (message[fixed + 6] & 0x80) != 0;
        // Options of a version we do not know are not ours to judge.
        if (version == 0 && !OptionReader.read(message, fixed + FIXED_RR, next, query)) {
          return Outcome.MALFORMED;
        }
      }
      at = next;
    }
    if (at != length) { // bytes nobody counted
      return Outcome.MALFORMED;
    }
    return version == 0 ? Outcome.ANSWER : Outcome.BAD_VERSION;
  }

  /** What follows the records at {@code start}, or -1; -1 stays -1. */
  private static int skipRecords(byte[] message, int length, int start, int records) {
    int at = start;
    for (int i = 0; i < records && at >= 0; i++) {
      at = Glance.afterRecord(message, length, at);
    }
    return at;
  }
}
