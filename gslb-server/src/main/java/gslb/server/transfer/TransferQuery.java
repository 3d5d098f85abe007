package gslb.server.transfer;

import gslb.server.wire.Bytes;
import gslb.server.wire.Glance;
import gslb.server.wire.Query;
import gslb.server.wire.QueryParser;
import gslb.server.wire.RecordType;
import java.util.Arrays;
import org.xbill.DNS.Name;

/**
 * What an answer takes over from the message it answers. The message may be overwritten meanwhile.
 *
 * @param question as it came, in its own case; empty where the message has none that can be read
 * @param edns whether the first message of the answer has an OPT record (RFC 5936 §2.2.5)
 * @param dnssecOk echoed in it
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way, never compared
record TransferQuery(int id, int flags, byte[] question, boolean edns, boolean dnssecOk) {
  private static final int SERIAL_FROM_END = 20;

  /** The message in {@code bytes}, of which {@code query} was read. */
  static TransferQuery of(byte[] bytes, Query query) {
    int end = query.hasQuestion ? QueryParser.HEADER + query.name.length() + 4 : 0;
    byte[] question = end == 0 ? new byte[0] : Arrays.copyOfRange(bytes, QueryParser.HEADER, end);
    return new TransferQuery(
        query.id, query.flags, question, query.edns, query.edns && query.dnssecOk);
  }

  /** The name asked for. */
  static Name name(Query query) {
    return Names.of(Arrays.copyOf(query.name.bytes(), query.name.length()));
  }

  /**
   * The serial of the zone a client has, from the SOA in an IXFR query (RFC 1995 §3); -1 = there is
   * none.
   */
  static long serial(byte[] message, int length, Query query) {
    int at = QueryParser.HEADER + query.name.length() + 4;
    if (Bytes.u16(message, 8) != 1) {
      return -1;
    }
    int fixed = Glance.afterName(message, length, at);
    int end = Glance.afterRecord(message, length, at);
    // Two names of a byte or more each, then five numbers of which the serial is the first.
    if (end < 0
        || Bytes.u16(message, fixed) != RecordType.SOA
        || end - (fixed + 10) < SERIAL_FROM_END + 2) {
      return -1;
    }
    int serial = end - SERIAL_FROM_END;
    return (long) Bytes.u16(message, serial) << 16 | Bytes.u16(message, serial + 2);
  }

  /** Whether the client has what we have, or newer (RFC 1982 §3.2, RFC 1995 §4). */
  static boolean isCurrent(long theirs, long ours) {
    return (int) (theirs - ours) >= 0;
  }
}
