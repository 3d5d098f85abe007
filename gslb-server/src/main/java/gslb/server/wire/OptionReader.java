package gslb.server.wire;

/** Reads the options of a query's OPT record (RFC 6891 §6.1.2). */
final class OptionReader {
  private static final int CLIENT_COOKIE = 8;
  private static final int SHORTEST_COOKIES = 16;
  private static final int LONGEST_COOKIES = 40;
  private static final int OUR_COOKIES = 24;

  private OptionReader() {}

  /** Walks the options; false if one is malformed. Unknown ones are passed over. */
  static boolean read(byte[] message, int start, int end, Query query) {
    int at = start;
    while (at < end) {
      if (at + 4 > end) {
        return false;
      }
      int code = Bytes.u16(message, at);
      int size = Bytes.u16(message, at + 2);
      at += 4;
      if (at + size > end || !option(message, code, at, size, query)) {
        return false;
      }
      at += size;
    }
    return true;
  }

  private static boolean option(byte[] message, int code, int at, int size, Query query) {
    return switch (code) {
      case EdnsOption.CLIENT_SUBNET -> !query.subnet && clientSubnet(message, at, size, query);
      case EdnsOption.COOKIE -> query.cookie || cookie(message, at, size, query);
      case EdnsOption.NSID -> {
        query.nsid = true; // what it says is ignored (RFC 5001 §2.2)
        yield true;
      }
      case EdnsOption.TCP_KEEPALIVE -> {
        query.keepalive = true;
        query.keepaliveSays |= size != 0;
        yield true;
      }
      case EdnsOption.PADDING -> {
        query.padding = true; // whatever it holds (RFC 7830 §3)
        yield true;
      }
      case EdnsOption.ZONE_VERSION -> {
        query.zoneVersion = true;
        yield size == 0; // only a response says one (RFC 9660 §2)
      }
      default -> true;
    };
  }

  /**
   * The first cookie option; later ones are ignored (RFC 7873 §5.2).
   *
   * <pre>
   *  client cookie (8) | server cookie (0, 8..32)
   * </pre>
   */
  private static boolean cookie(byte[] message, int at, int size, Query query) {
    if (size != CLIENT_COOKIE && (size < SHORTEST_COOKIES || size > LONGEST_COOKIES)) {
      return false;
    }
    query.cookie = true;
    query.clientCookie = Bytes.u64(message, at);
    query.serverCookie = size > CLIENT_COOKIE;
    query.ourCookie = size == OUR_COOKIES;
    if (query.ourCookie) {
      query.cookieHead = Bytes.u64(message, at + 8);
      query.cookieHash = Bytes.u64(message, at + 16);
    }
    return true;
  }

  /**
   * The client subnet option (RFC 7871 §6, S-2).
   *
   * <pre>
   *  FAMILY (2) | SOURCE PREFIX-LENGTH (1) | SCOPE PREFIX-LENGTH (1) | ADDRESS (⌈source/8⌉)
   * </pre>
   */
  private static boolean clientSubnet(byte[] message, int at, int size, Query query) {
    if (size < 4) {
      return false;
    }
    int family = Bytes.u16(message, at);
    int source = message[at + 2] & 0xFF;
    int bytes = (source + 7) / 8;
    if ((family != 1 && family != 2)
        || source > (family == 1 ? 32 : 128)
        || message[at + 3] != 0
        || size != 4 + bytes) {
      return false;
    }
    long high = 0;
    long low = 0;
    for (int i = 0; i < bytes; i++) {
      long octet = message[at + 4 + i] & 0xFFL;
      if (i < 8) {
        high |= octet << (56 - 8 * i);
      } else {
        low |= octet << (120 - 8 * i);
      }
    }
    long beyondHigh = source >= 64 ? 0 : -1L >>> source;
    long beyondLow = source >= 128 ? 0 : source <= 64 ? -1L : -1L >>> (source - 64);
    if ((high & beyondHigh) != 0 || (low & beyondLow) != 0) {
      return false;
    }
    query.subnet = true;
    query.subnetV6 = family == 2;
    query.subnetSource = source;
    query.subnetHigh = high;
    query.subnetLow = low;
    return true;
  }
}
