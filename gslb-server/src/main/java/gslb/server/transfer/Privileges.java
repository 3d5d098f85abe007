package gslb.server.transfer;

import gslb.server.answer.Exchange;
import gslb.server.answer.Responder;
import gslb.server.snapshot.Snapshot;
import gslb.server.stats.Counter;
import gslb.server.stats.QueryCounters;
import gslb.server.wire.Bytes;
import gslb.server.wire.Glance;
import gslb.server.wire.Outcome;
import gslb.server.wire.Query;
import gslb.server.wire.QueryParser;
import gslb.server.wire.Rcode;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;

/**
 * Answers messages that are signed (RFC 8945), ask for a zone transfer, or tell of a change (RFC
 * 1996). Immutable, shared by the workers.
 */
public final class Privileges {
  private static final int NOTAUTH = 9;
  private static final int QR = 0x80;
  private static final byte[] NO_REQUEST = {};

  private final Map<Name, Key> keys = new HashMap<>();
  private final ZoneTransfers transfers;
  private final Notices notices;
  private final InstantSource clock;

  /**
   * What the rules grant.
   *
   * @param watched zones whose primaries are heard
   */
  public Privileges(TransferRules rules, List<WatchedZone> watched, InstantSource clock) {
    rules.keys().forEach(key -> keys.put(key.name(), key));
    this.transfers = new ZoneTransfers(rules.allow());
    this.notices = new Notices(watched);
    this.clock = clock;
  }

  /** Whether the exchange's message is one of those; allocates nothing. */
  public static boolean concern(Exchange exchange) {
    return !Glance.plain(exchange.query, exchange.queryLength)
        && (Glance.signature(exchange.query, exchange.queryLength) >= 0
            || Glance.transfer(exchange.query, exchange.queryLength)
            || Glance.notice(exchange.query, exchange.queryLength));
  }

  /**
   * Answers it.
   *
   * @param responder answers what needs no privilege, and refuses
   * @param counters of the worker
   * @return the response's length in bytes; 0 = send nothing
   */
  public int answer(
      Snapshot snapshot, Exchange exchange, Responder responder, QueryCounters counters) {
    int at = Glance.signature(exchange.query, exchange.queryLength);
    if ((exchange.query[2] & QR) != 0) {
      return responder.respond(snapshot, exchange); // drops it
    }
    return at < 0
        ? permitted(snapshot, exchange, responder, counters, null, NO_REQUEST)
        : signed(snapshot, exchange, responder, counters, at);
  }

  /** RFC 8945 §5.2: the key, the signature, the time, the length, in this order. */
  private int signed(
      Snapshot snapshot, Exchange exchange, Responder responder, QueryCounters counters, int at) {
    Signature signature = Signature.read(exchange.query, at, exchange.queryLength);
    if (signature == null) {
      return denied(exchange, counters, Rcode.FORMERR.code(), Counter.FORMERR);
    }
    Key key = keys.get(signature.key());
    if (key == null || !signature.algorithm().equals(algorithm(key))) {
      return unsigned(exchange, counters, signature, SignatureError.BADKEY);
    }
    if (!Verifier.isSignature(key, signature)) {
      return denied(exchange, counters, Rcode.FORMERR.code(), Counter.FORMERR);
    }
    SignatureError error = Verifier.check(key, signature, exchange.query, at, NO_REQUEST, clock);
    Signer signer = Signer.answer(key, clock, signature.mac());
    byte[] out = exchange.response;
    return switch (error) {
      case NONE -> {
        counters.count(Counter.SIGNED);
        Bytes.putU16(exchange.query, 10, Bytes.u16(exchange.query, 10) - 1);
        exchange.queryLength = at;
        yield permitted(snapshot, exchange, responder, counters, key, signature.mac());
      }
      case BADSIG, BADKEY -> unsigned(exchange, counters, signature, error);
      case BADTIME -> signer.badTime(out, notAuthorized(exchange, counters), signature.time());
      case BADTRUNC -> signer.badTruncation(out, notAuthorized(exchange, counters));
    };
  }

  /**
   * Answers a message that is no longer signed.
   *
   * @param key what it was signed with; null = it was not
   * @param requestMac its signature
   */
  private int permitted(
      Snapshot snapshot,
      Exchange exchange,
      Responder responder,
      QueryCounters counters,
      @Nullable Key key,
      byte[] requestMac) {
    @Nullable Signer signer = key == null ? null : Signer.answer(key, clock, requestMac);
    Query query = new Query();
    Outcome outcome = QueryParser.parse(exchange.query, exchange.queryLength, query);
    if (outcome == Outcome.ANSWER && Glance.transfer(exchange.query, exchange.queryLength)) {
      ZoneTransfers.Reply reply = transfers.reply(snapshot, exchange, query, key, signer);
      switch (reply) {
        case ZoneTransfers.Reply.Refused _ -> {}
        case ZoneTransfers.Reply.NotServed _ -> {
          int length = notAuthorized(exchange, counters);
          return signer == null ? length : signer.sign(exchange.response, length);
        }
        case ZoneTransfers.Reply.Malformed _ -> {
          int length = denied(exchange, counters, Rcode.FORMERR.code(), Counter.FORMERR);
          return signer == null ? length : signer.sign(exchange.response, length);
        }
        case ZoneTransfers.Reply.Records(ZoneStream records) -> {
          counted(exchange, counters, Counter.NOERROR);
          int length = records.next(exchange.response);
          if (!records.finished()) {
            counters.count(Counter.TRANSFER);
            exchange.rest = records;
          }
          return length;
        }
      }
    }
    int length =
        Glance.notice(exchange.query, exchange.queryLength)
            ? noticed(exchange, query, counters, key)
            : responder.respond(snapshot, exchange);
    if (signer == null || length == 0) {
      return length;
    }
    if (length + signer.room() > limit(exchange, query)) {
      length = MessageWriter.truncated(exchange.response, TransferQuery.of(exchange.query, query));
    }
    return signer.sign(exchange.response, length);
  }

  private int noticed(Exchange exchange, Query query, QueryCounters counters, @Nullable Key key) {
    Notices.Reply reply = notices.hear(exchange, query, ZoneTransfers.client(exchange), key);
    counted(exchange, counters, reply.counter);
    TransferQuery asked = TransferQuery.of(exchange.query, query);
    if (reply == Notices.Reply.HEARD) {
      counters.count(Counter.NOTICE);
      return new MessageWriter(exchange.response, asked, true).end(0, true);
    }
    return MessageWriter.bare(exchange.response, asked, reply.rcode.code());
  }

  private static int limit(Exchange exchange, Query query) {
    return exchange.tcp
        ? exchange.response.length
        : query.edns ? Math.clamp(query.payloadSize, 512, 1232) : 512;
  }

  /** Says what is wrong without a signature: the sender could not check it. */
  private int unsigned(
      Exchange exchange, QueryCounters counters, Signature theirs, SignatureError error) {
    return new Signature(
            theirs.key(),
            theirs.algorithm(),
            clock.instant().getEpochSecond(),
            Signer.FUDGE,
            NO_REQUEST,
            Bytes.u16(exchange.query, 0),
            error.code,
            NO_REQUEST)
        .append(exchange.response, notAuthorized(exchange, counters));
  }

  private static int notAuthorized(Exchange exchange, QueryCounters counters) {
    return denied(exchange, counters, NOTAUTH, Counter.NOTAUTH);
  }

  private static int denied(Exchange exchange, QueryCounters counters, int rcode, Counter counter) {
    counted(exchange, counters, counter);
    Query query = new Query();
    var _ = QueryParser.parse(exchange.query, exchange.queryLength, query);
    return MessageWriter.bare(exchange.response, TransferQuery.of(exchange.query, query), rcode);
  }

  private static void counted(Exchange exchange, QueryCounters counters, Counter answer) {
    counters.count(exchange.tcp ? Counter.QUERIES_TCP : Counter.QUERIES_UDP);
    counters.count(answer);
  }

  private static Name algorithm(Key key) {
    return Names.of(key.algorithm().wire());
  }
}
