package gslb.server.answer;

import gslb.server.sample.Countdown;
import gslb.server.sample.DecisionEntry;
import gslb.server.sample.QueryEntry;
import gslb.server.sample.Ring;
import gslb.server.sample.Samples;
import gslb.server.sample.Sampling;
import gslb.server.snapshot.Provenance;
import gslb.server.snapshot.Snapshot;
import gslb.server.wire.Outcome;
import gslb.server.wire.Query;
import gslb.server.wire.QueryParser;
import gslb.server.wire.Rcode;
import org.jspecify.annotations.Nullable;

/**
 * Notes a sample of a worker's exchanges, from what they hold when the answer is made. One a
 * worker.
 */
public final class Recorder {
  private static final int QR_OF_BYTE = 0x80;
  private static final int TC_OF_BYTE = 0x02;
  private static final int UDP = 0;
  private static final int TCP = 1;
  private static final int TLS = 2;
  private static final int HTTPS = 3;
  private static final long NOT_MEASURED = -1;

  private final Samples samples;
  private final Countdown queries = new Countdown(0x9E3779B97F4A7C15L);
  private final Countdown errors = new Countdown(0xBF58476D1CE4E5B9L);
  private final Countdown decisions = new Countdown(0x94D049BB133111EBL);
  private final Countdown watchedQueries = new Countdown(0xD6E8FEB86659FD93L);
  private final Countdown watchedDecisions = new Countdown(0xA0761D6478BD642FL);
  private final Query read = new Query();

  // Between begin and end.
  private boolean queryDue;
  private boolean watchedDue;
  private long begun;

  /** A recorder that notes into these. */
  public Recorder(Samples samples) {
    this.samples = samples;
  }

  /** A recorder that never notes anything. */
  public static Recorder off() {
    return new Recorder(new Samples());
  }

  /** Whether any exchange is noted now; else neither of the two below need be called. */
  public boolean isOn() {
    return samples.sampling() != null;
  }

  /** An answer is about to be made. */
  public void begin() {
    Sampling sampling = samples.sampling();
    queryDue = sampling != null && queries.due(sampling.queries());
    watchedDue = sampling != null && watchedQueries.due(sampling.watchedQueries());
    begun = queryDue || watchedDue ? System.nanoTime() : NOT_MEASURED;
  }

  /**
   * The answer was made by {@link Responder#respond} or {@link Responder#failure}.
   *
   * @param length of the answer; 0 = nothing is sent
   */
  public void end(Snapshot snapshot, Exchange exchange, int length) {
    Sampling sampling = samples.sampling();
    if (sampling == null) {
      return;
    }
    boolean readable = exchange.queryLength >= QueryParser.HEADER && !isResponse(exchange);
    query(sampling, exchange, readable ? exchange.parsed : null, rcode(exchange, length), length);
    if (readable && exchange.decided > 0) {
      decisions(sampling, snapshot.provenance(), exchange);
    }
  }

  /**
   * The answer was made otherwise: to a signed message, a transfer, a notice. The exchange holds
   * nothing but bytes then, so choices on the way are not noted.
   */
  public void endOther(Exchange exchange, int length) {
    Sampling sampling = samples.sampling();
    if (sampling == null) {
      return;
    }
    boolean readable =
        QueryParser.parse(exchange.query, exchange.queryLength, read) != Outcome.DROP;
    int rcode = length == 0 ? QueryEntry.DROPPED : exchange.response[3] & 0xF;
    query(sampling, exchange, readable ? read : null, rcode, length);
  }

  private static boolean isResponse(Exchange exchange) {
    return (exchange.query[2] & QR_OF_BYTE) != 0;
  }

  /** What was sent; the upper bits stand in the OPT record, and in the exchange. */
  private static int rcode(Exchange exchange, int length) {
    if (length == 0) {
      return QueryEntry.DROPPED;
    }
    int lower = exchange.response[3] & 0xF;
    int answered = exchange.rcode.code();
    return (answered & 0xF) == lower ? answered : lower;
  }

  private void query(
      Sampling sampling, Exchange exchange, @Nullable Query query, int rcode, int length) {
    boolean error = rcode != Rcode.NOERROR.code() && rcode != Rcode.NXDOMAIN.code();
    boolean byErrors = error && sampling.errors() > 0;
    boolean logged = byErrors ? errors.due(sampling.errors()) : queryDue;
    if (!logged && !watchedDue) {
      return;
    }
    Ring ring = samples.queries();
    ring.begin();
    QueryEntry.putOccasion(
        ring,
        exchange.nowMillis,
        !logged ? 0 : byErrors ? sampling.errors() : sampling.queries(),
        watchedDue ? sampling.watchedQueries() : 0,
        begun == NOT_MEASURED ? begun : System.nanoTime() - begun);
    if (query == null) {
      bare(ring, exchange, rcode, length);
    } else {
      asked(ring, exchange, query, rcode, length);
    }
    QueryEntry.putSizes(
        ring, exchange.queryLength, length, exchange.tcp ? -1 : exchange.sourcePort);
    ring.publish();
  }

  private static void bare(Ring ring, Exchange exchange, int rcode, int length) {
    QueryEntry.putClient(ring, exchange.sourceHigh, exchange.sourceLow, 0, 0);
    QueryEntry.putFlags(ring, 0, 0, 0, 0, transport(exchange), yes(exchange, length));
    QueryEntry.putNumbers(ring, 0, 0, rcode, 0);
  }

  private static void asked(Ring ring, Exchange exchange, Query query, int rcode, int length) {
    int nameLength = query.hasQuestion ? query.name.length() : 0;
    boolean subnet = query.subnet;
    QueryEntry.putClient(
        ring,
        exchange.sourceHigh,
        exchange.sourceLow,
        subnet ? query.subnetHigh : 0,
        subnet ? query.subnetLow : 0);
    QueryEntry.putFlags(
        ring,
        query.flags,
        nameLength,
        exchange.scope,
        subnet ? query.subnetSource : 0,
        transport(exchange),
        yes(exchange, length)
            | (subnet ? QueryEntry.YES_SUBNET : 0)
            | (subnet && query.subnetV6 ? QueryEntry.YES_SUBNET_V6 : 0)
            | (query.edns ? QueryEntry.YES_EDNS : 0)
            | (query.edns && query.dnssecOk ? QueryEntry.YES_DNSSEC_OK : 0));
    QueryEntry.putNumbers(
        ring,
        query.hasQuestion ? query.type : 0,
        query.hasQuestion ? query.qclass : 0,
        rcode,
        query.edns ? query.payloadSize : 0);
    QueryEntry.putName(ring, exchange.query, QueryParser.HEADER, nameLength);
  }

  private static int yes(Exchange exchange, int length) {
    boolean truncated = length > 0 && (exchange.response[2] & TC_OF_BYTE) != 0;
    return (exchange.v6 ? QueryEntry.YES_V6 : 0) | (truncated ? QueryEntry.YES_TRUNCATED : 0);
  }

  private static int transport(Exchange exchange) {
    if (exchange.encrypted) {
      return exchange.http ? HTTPS : TLS;
    }
    return exchange.tcp ? TCP : UDP;
  }

  private void decisions(Sampling sampling, Provenance origin, Exchange exchange) {
    int logged = decisions.due(sampling.decisions()) ? sampling.decisions() : 0;
    boolean watching = watchedDecisions.due(sampling.watchedDecisions());
    int watched = watching ? sampling.watchedDecisions() : 0;
    if (logged == 0 && watched == 0) {
      return;
    }
    Ring ring = samples.decisions();
    for (int i = 0; i < exchange.decided; i++) {
      ring.begin();
      DecisionEntry.putOccasion(ring, exchange.nowMillis, logged, watched);
      DecisionEntry.putOrigin(ring, origin.generation(), origin.verdictEpoch());
      decision(ring, exchange, exchange.decisions[i]);
      ring.publish();
    }
  }

  @SuppressWarnings("EnumOrdinal") // read in this process alone
  private static void decision(Ring ring, Exchange exchange, Decision decision) {
    Query query = exchange.parsed;
    int nameLength = query.name.length();
    int whole = decision.v6 ? 128 : 32;
    DecisionEntry.putClient(ring, decision.high, decision.low);
    DecisionEntry.putName(ring, exchange.query, QueryParser.HEADER, nameLength);
    DecisionEntry.putChoice(
        ring, decision.steered().index(), decision.route, parts(decision), decision.ttl);
    DecisionEntry.putPicks(ring, decision.picks, decision.picked);
    DecisionEntry.putFlags(
        ring,
        decision.fromSubnet ? query.subnetSource : whole,
        decision.placeScope,
        decision.scope,
        nameLength,
        decision.picked,
        decision.type.ordinal(),
        (decision.v6 ? DecisionEntry.YES_V6 : 0)
            | (decision.fromSubnet ? DecisionEntry.YES_SUBNET : 0));
  }

  /** As {@link DecisionEntry} packs them. A part is one of at most 255. */
  private static int parts(Decision decision) {
    int packed = 0;
    for (int i = decision.divided - 1; i >= 0; i--) {
      packed = packed << Byte.SIZE | (decision.parts[i] + 1);
    }
    return packed;
  }
}
