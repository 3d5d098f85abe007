package gslb.server.transfer;

import gslb.server.answer.Exchange;
import gslb.server.stats.Counter;
import gslb.server.wire.Bytes;
import gslb.server.wire.Query;
import gslb.server.wire.QueryParser;
import gslb.server.wire.Rcode;
import gslb.server.wire.RecordType;
import gslb.zones.Prefix;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;

/**
 * Hears notices of change (RFC 1996 §3.10, §4.7): answered at once, acted on elsewhere. What a
 * notice says of the new SOA is ignored; the primary is asked.
 */
final class Notices {
  private static final int CLASS_IN = 1;

  /** What a notice gets. */
  enum Reply {
    /** It is heard. */
    HEARD(Rcode.NOERROR, Counter.NOERROR),
    /** It has no question that can be read. */
    MALFORMED(Rcode.FORMERR, Counter.FORMERR),
    /** It is of something else than a SOA: RFC 9859, which is not done. */
    NOT_IMPLEMENTED(Rcode.NOTIMP, Counter.NOTIMP),
    /** Its sender has no say, who learns nothing, not even whether the zone exists. */
    REFUSED(Rcode.REFUSED, Counter.REFUSED);

    final Rcode rcode;
    final Counter counter;

    Reply(Rcode rcode, Counter counter) {
      this.rcode = rcode;
      this.counter = counter;
    }
  }

  private final Map<Name, WatchedZone> zones = new HashMap<>();

  Notices(List<WatchedZone> zones) {
    zones.forEach(zone -> this.zones.put(zone.zone(), zone));
  }

  /**
   * Passes a notice on if its sender may send it.
   *
   * @param query receives the question
   * @param key what the notice was signed with; null = it was not
   */
  Reply hear(Exchange exchange, Query query, Prefix client, @Nullable Key key) {
    byte[] message = exchange.query;
    int end =
        Bytes.u16(message, 4) == 1
            ? query.name.read(message, QueryParser.HEADER, exchange.queryLength)
            : -1;
    if (end < 0 || end + 4 > exchange.queryLength) {
      return Reply.MALFORMED;
    }
    query.hasQuestion = true;
    if (Bytes.u16(message, end) != RecordType.SOA || Bytes.u16(message, end + 2) != CLASS_IN) {
      return Reply.NOT_IMPLEMENTED;
    }
    WatchedZone zone = zones.get(TransferQuery.name(query));
    if (zone == null || !zone.trusts(client, key)) {
      return Reply.REFUSED;
    }
    zone.heard().run();
    return Reply.HEARD;
  }
}
