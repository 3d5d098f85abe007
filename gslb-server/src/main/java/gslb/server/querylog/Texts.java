package gslb.server.querylog;

import gslb.server.sample.QueryEntry;
import gslb.server.wire.Rcode;
import gslb.zones.AddressText;
import gslb.zones.Prefix;

/** Numbers of entries as lines have them. */
final class Texts {
  private static final int NOTAUTH = 9; // of signed messages alone, so not among ours

  private Texts() {}

  /** An address. */
  static String address(boolean v6, long high, long low) {
    return AddressText.of(prefix(v6, high, low, v6 ? 128 : 32).address());
  }

  /** A network. */
  static String network(boolean v6, long high, long low, int length) {
    return prefix(v6, high, low, length).toString();
  }

  private static Prefix prefix(boolean v6, long high, long low, int length) {
    Prefix whole = new Prefix(v6, high, v6 ? low : 0, v6 ? 128 : 32);
    return Prefix.of(whole.address(), length);
  }

  /** A response code; {@code -} = nothing was sent. */
  static String rcode(int code) {
    if (code == QueryEntry.DROPPED) {
      return "-";
    }
    if (code == NOTAUTH) {
      return "NOTAUTH";
    }
    for (Rcode rcode : Rcode.values()) {
      if (rcode.code() == code) {
        return rcode.name();
      }
    }
    return "RCODE" + code;
  }

  /** The word of metrics for a transport. */
  static String transport(int transport) {
    return switch (transport) {
      case 1 -> "tcp";
      case 2 -> "tls";
      case 3 -> "https";
      default -> "udp";
    };
  }
}
