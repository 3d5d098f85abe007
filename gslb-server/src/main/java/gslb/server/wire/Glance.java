package gslb.server.wire;

/**
 * What a message is about, told before it is read: enough to send plain queries on their way. Any
 * bytes whatsoever give an answer.
 */
public final class Glance {
  private static final int FIXED_RR = 10; // type, class, TTL, RDLENGTH

  private static final int QR_AND_OPCODE = 0xF8;
  private static final int NOTIFY = 4 << 3;

  /** The four counts of a header whose only other record is an additional one. */
  private static final long ONE_QUESTION = 1L << 48;

  private Glance() {}

  /**
   * Whether one look at it says that it is none of those below, as it does of nearly every query:
   * one question and at most an OPT record. The others take a closer look.
   */
  public static boolean plain(byte[] message, int length) {
    if (length < QueryParser.HEADER
        || (message[2] & QR_AND_OPCODE) != 0
        || Bytes.u64(message, 4) >>> Byte.SIZE != ONE_QUESTION >>> Byte.SIZE) {
      return false;
    }
    int at = afterName(message, length, QueryParser.HEADER);
    if (at < 0 || at + 4 > length || RecordType.transfer(Bytes.u16(message, at))) {
      return false;
    }
    int record = at + 4;
    return switch (message[11]) {
      case 0 -> true;
      case 1 ->
          record + 3 <= length
              && message[record] == 0
              && Bytes.u16(message, record + 1) == RecordType.OPT;
      default -> false;
    };
  }

  /** Whether it asks for a zone transfer (RFC 5936, RFC 1995). */
  public static boolean transfer(byte[] message, int length) {
    if (length < QueryParser.HEADER || Bytes.u16(message, 4) != 1) {
      return false;
    }
    int at = afterName(message, length, QueryParser.HEADER);
    if (at < 0 || at + 4 > length) {
      return false;
    }
    return RecordType.transfer(Bytes.u16(message, at));
  }

  /** Whether it tells of a change, and is no response to that (RFC 1996). */
  public static boolean notice(byte[] message, int length) {
    return length >= QueryParser.HEADER && (message[2] & QR_AND_OPCODE) == NOTIFY;
  }

  /** Where its TSIG record starts, always the last one (RFC 8945 §5.1); -1 = it is not signed. */
  public static int signature(byte[] message, int length) {
    if (length < QueryParser.HEADER || Bytes.u16(message, 10) == 0) {
      return -1;
    }
    int at = QueryParser.HEADER;
    for (int i = Bytes.u16(message, 4); i > 0 && at >= 0; i--) {
      int type = afterName(message, length, at);
      at = type < 0 || type + 4 > length ? -1 : type + 4;
    }
    int last = Bytes.u16(message, 6) + Bytes.u16(message, 8) + Bytes.u16(message, 10) - 1;
    for (int i = 0; i < last && at >= 0; i++) {
      at = afterRecord(message, length, at);
    }
    if (at < 0 || afterRecord(message, length, at) != length) {
      return -1;
    }
    return Bytes.u16(message, afterName(message, length, at)) == RecordType.TSIG ? at : -1;
  }

  /** What follows the record at {@code start}, or -1. */
  public static int afterRecord(byte[] message, int length, int start) {
    int fixed = afterName(message, length, start);
    if (fixed < 0 || fixed + FIXED_RR > length) {
      return -1;
    }
    int next = fixed + FIXED_RR + Bytes.u16(message, fixed + 8);
    return next > length ? -1 : next;
  }

  /** What follows the name at {@code start}, or -1. A pointer ends a name and is not followed. */
  public static int afterName(byte[] message, int length, int start) {
    int at = start;
    while (at < length) {
      int label = message[at] & 0xFF;
      if (label == 0) {
        return at + 1;
      }
      if (label >= 0xC0) {
        return at + 2 > length ? -1 : at + 2;
      }
      if (label > 63) {
        return -1;
      }
      at += 1 + label;
    }
    return -1;
  }
}
