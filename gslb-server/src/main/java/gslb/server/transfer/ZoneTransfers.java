package gslb.server.transfer;

import gslb.server.answer.Exchange;
import gslb.server.snapshot.Snapshot;
import gslb.server.wire.Query;
import gslb.server.wire.RecordType;
import gslb.zones.Prefix;
import gslb.zones.Zone;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;

/** Decides what a query for a zone transfer gets (RFC 5936, RFC 1995). */
final class ZoneTransfers {
  private static final int CLASS_IN = 1;

  /** What it gets. */
  sealed interface Reply {
    /** No rule allows it, or not by this way; who may not fetch a zone learns no more. */
    record Refused() implements Reply {}

    /** It is allowed, but there is no such zone (RFC 5936 §2.2.1). */
    record NotServed() implements Reply {}

    /** An IXFR query does not say what the client has. */
    record Malformed() implements Reply {}

    /** The zone, or its SOA. */
    record Records(ZoneStream records) implements Reply {}
  }

  private final List<AccessRule> rules;

  ZoneTransfers(List<AccessRule> rules) {
    this.rules = rules;
  }

  Reply reply(
      Snapshot snapshot,
      Exchange exchange,
      Query query,
      @Nullable Key key,
      @Nullable Signer signer) {
    Name name = TransferQuery.name(query);
    // A datagram holds no zone (RFC 5936 §4.2), and neither does an HTTP response of ours.
    boolean passable = exchange.stream || (!exchange.tcp && query.type == RecordType.IXFR);
    if (query.qclass != CLASS_IN || !passable || !allowed(name, client(exchange), key)) {
      return new Reply.Refused();
    }
    Optional<Zone> zone =
        snapshot.declarations().zones().stream()
            .filter(each -> each.origin().equals(name))
            .findFirst();
    if (zone.isEmpty()) {
      return new Reply.NotServed();
    }
    TransferQuery asked = TransferQuery.of(exchange.query, query);
    if (query.type == RecordType.IXFR) {
      long theirs = TransferQuery.serial(exchange.query, exchange.queryLength, query);
      if (theirs < 0) {
        return new Reply.Malformed();
      }
      // Over UDP the SOA also tells a client that is behind to come back over TCP (RFC 1995 §2).
      if (!exchange.tcp || TransferQuery.isCurrent(theirs, zone.get().soa().getSerial())) {
        return new Reply.Records(ZoneStream.soaOnly(zone.get(), asked, signer));
      }
    }
    return new Reply.Records(ZoneStream.whole(zone.get(), asked, signer));
  }

  private boolean allowed(Name zone, Prefix client, @Nullable Key key) {
    return rules.stream().anyMatch(rule -> rule.allows(zone, client, key));
  }

  /** Who asks, as a network of its own. */
  static Prefix client(Exchange exchange) {
    return new Prefix(exchange.v6, exchange.sourceHigh, exchange.sourceLow, exchange.v6 ? 128 : 32);
  }
}
