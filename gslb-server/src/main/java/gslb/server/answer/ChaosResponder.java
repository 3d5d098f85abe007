package gslb.server.answer;

import gslb.server.wire.ExtendedError;
import gslb.server.wire.Rcode;
import gslb.server.wire.RecordType;
import gslb.server.wire.SearchName;
import java.util.Arrays;

/**
 * The four names of class CHAOS by which a server is asked who it is and what it runs (RFC 4892).
 * Never authoritative: there is no zone behind them.
 */
final class ChaosResponder {
  private static final byte[] ID_SERVER = Identity.bytes("\002id\006server\000");
  private static final byte[] HOSTNAME_BIND = Identity.bytes("\010hostname\004bind\000");
  private static final byte[] VERSION_SERVER = Identity.bytes("\007version\006server\000");
  private static final byte[] VERSION_BIND = Identity.bytes("\007version\004bind\000");
  private static final byte[] UNKNOWN = {};

  private final byte[] nsid;
  private final byte[] version;

  ChaosResponder(Identity identity) {
    this.nsid = Identity.bytes(identity.nsid());
    this.version = Identity.bytes(identity.version());
  }

  Rcode answer(Exchange exchange) {
    int type = exchange.parsed.type;
    byte[] text = text(exchange.parsed.name);
    if (text.length == 0 || (type != RecordType.TXT && type != RecordType.ANY)) {
      exchange.opt.extendedError = ExtendedError.PROHIBITED;
      return Rcode.REFUSED;
    }
    exchange.writer.chaosText(text);
    return Rcode.NOERROR;
  }

  /** Empty = nothing to tell. */
  private byte[] text(SearchName name) {
    if (is(name, ID_SERVER) || is(name, HOSTNAME_BIND)) {
      return nsid;
    }
    return is(name, VERSION_SERVER) || is(name, VERSION_BIND) ? version : UNKNOWN;
  }

  private static boolean is(SearchName name, byte[] wanted) {
    return Arrays.equals(name.bytes(), 0, name.length(), wanted, 0, wanted.length);
  }
}
