package gslb.server.answer;

import gslb.server.limit.RateLimiter;
import gslb.server.lookup.Lookup;
import gslb.server.snapshot.Finding;
import gslb.server.snapshot.Snapshot;
import gslb.server.stats.Counter;
import gslb.server.stats.QueryCounters;
import gslb.server.wire.ExtendedError;
import gslb.server.wire.Outcome;
import gslb.server.wire.Query;
import gslb.server.wire.QueryParser;
import gslb.server.wire.Rcode;
import gslb.server.wire.RecordType;

/**
 * Answers one query: RFC 1034 §4.3.2 over a snapshot. Stateless but for its worker's counters; one
 * a worker.
 */
public final class Responder {
  private static final int CLASS_IN = 1;
  private static final int CLASS_CHAOS = 3;
  private static final int CLASS_ANY = 255;

  private final QueryCounters counters;
  private final AnswerWriter writer;
  private final OptionResponder options;
  private final ChaosResponder chaos;
  private final ResponseRate rate;

  /** A responder of that identity, which counts into its worker's counters. */
  public Responder(Identity identity, RateLimiter limiter, QueryCounters counters) {
    this.counters = counters;
    this.rate = new ResponseRate(limiter, counters);
    this.writer = new AnswerWriter(counters);
    this.options = new OptionResponder(identity, counters);
    this.chaos = new ChaosResponder(identity);
  }

  /** A responder that limits nothing. */
  public Responder(Identity identity, QueryCounters counters) {
    this(identity, RateLimiter.NONE, counters);
  }

  /** A responder that limits nothing and tells nothing of itself. */
  public Responder(QueryCounters counters) {
    this(Identity.untold(), counters);
  }

  /**
   * Answers {@code exchange.query} into {@code exchange.response}.
   *
   * @return the response's length in bytes; 0 = send nothing
   */
  public int respond(Snapshot snapshot, Exchange exchange) {
    counters.count(arrival(exchange));
    Outcome outcome = read(exchange);
    if (outcome == Outcome.DROP) {
      counters.count(Counter.DROPPED);
      return 0;
    }
    if (SourcePort.drops(exchange.sourcePort, outcome)) {
      counters.count(Counter.DROPPED_PORT);
      return 0;
    }
    options.prepare(exchange);
    exchange.writer.begin(exchange.query, exchange.parsed, exchange.tcp);
    return switch (outcome) {
      case ANSWER -> end(exchange, answer(snapshot, exchange));
      case COOKIE_ONLY -> end(exchange, cookieOnly(exchange));
      case MALFORMED, DROP -> end(exchange, Rcode.FORMERR);
      case NOT_IMPLEMENTED ->
          end(exchange, because(exchange, ExtendedError.NOT_SUPPORTED, Rcode.NOTIMP));
      case BAD_VERSION -> end(exchange, Rcode.BADVERS);
    };
  }

  private static Counter arrival(Exchange exchange) {
    if (exchange.encrypted) {
      return exchange.http ? Counter.QUERIES_HTTPS : Counter.QUERIES_TLS;
    }
    return exchange.tcp ? Counter.QUERIES_TCP : Counter.QUERIES_UDP;
  }

  private static Outcome read(Exchange exchange) {
    exchange.begin();
    Query query = exchange.parsed;
    Outcome outcome = QueryParser.parse(exchange.query, exchange.queryLength, query);
    query.padding &= exchange.encrypted; // in clear text it hides nothing (RFC 7830 §6)
    if (query.keepaliveSays && exchange.tcp) { // only a server says how long (RFC 7828 §3.2.1)
      query.forgetOptions();
      return Outcome.MALFORMED;
    }
    return outcome;
  }

  /**
   * SERVFAIL for an exchange in which {@link #respond} threw: a bug, which costs one answer and not
   * the worker.
   *
   * @return the response's length in bytes; 0 = send nothing
   */
  public int failure(Exchange exchange) {
    counters.count(Counter.ERROR);
    Outcome outcome = read(exchange);
    if (outcome == Outcome.DROP || SourcePort.drops(exchange.sourcePort, outcome)) {
      return 0;
    }
    exchange.writer.begin(exchange.query, exchange.parsed, exchange.tcp);
    return end(exchange, Rcode.SERVFAIL);
  }

  /** A cookie is given; the one that came is confirmed or not (RFC 7873 §5.4). */
  private static Rcode cookieOnly(Exchange exchange) {
    return exchange.parsed.serverCookie && !exchange.cookieValid ? Rcode.BADCOOKIE : Rcode.NOERROR;
  }

  private Rcode answer(Snapshot snapshot, Exchange exchange) {
    Query query = exchange.parsed;
    if (query.subnet) {
      counters.count(Counter.ECS);
    }
    if (options.refuses(exchange)) {
      return Rcode.BADCOOKIE;
    }
    if (query.qclass == CLASS_CHAOS) {
      return chaos.answer(exchange);
    }
    if (query.qclass != CLASS_IN && query.qclass != CLASS_ANY) {
      return because(exchange, ExtendedError.NOT_AUTHORITATIVE, Rcode.REFUSED);
    }
    return switch (query.type) {
      case RecordType.AXFR, RecordType.IXFR ->
          because(exchange, ExtendedError.PROHIBITED, Rcode.REFUSED);
      case RecordType.MAILA, RecordType.MAILB ->
          because(exchange, ExtendedError.NOT_SUPPORTED, Rcode.NOTIMP);
      default ->
          isQueryType(query.type)
              ? search(snapshot, exchange)
              : because(exchange, ExtendedError.INVALID_QUERY_TYPE, Rcode.FORMERR);
    };
  }

  /** Whether records of the type can be asked for (RFC 6895 §3.1). */
  private static boolean isQueryType(int type) {
    return type == RecordType.ANY
        || (type != RecordType.OPT && (type < RecordType.META || type > RecordType.ANY));
  }

  private Rcode search(Snapshot snapshot, Exchange exchange) {
    Query query = exchange.parsed;
    if (snapshot.provenance().generation() == 0) {
      return because(exchange, ExtendedError.NOT_READY, Rcode.SERVFAIL);
    }
    exchange.name = query.name;
    exchange.owner = QueryParser.HEADER;
    Finding first = Lookup.find(snapshot.zones(), query.name, query.type);
    exchange.found = first;
    if (first instanceof Finding.Unavailable(ExtendedError reason)) {
      return because(exchange, reason, Rcode.SERVFAIL);
    }
    if (!(first instanceof Finding.Ours ours)) {
      return because(exchange, ExtendedError.NOT_AUTHORITATIVE, Rcode.REFUSED);
    }
    OptionResponder.zoneVersion(exchange, ours.apex());
    // Of all classes we know only the one (RFC 1035 §6.2).
    if (!(first instanceof Finding.Referral) && query.qclass != CLASS_ANY) {
      exchange.writer.authoritative();
    }
    return follow(snapshot, exchange, first);
  }

  private static Rcode because(Exchange exchange, ExtendedError error, Rcode rcode) {
    exchange.opt.extendedError = error;
    return rcode;
  }

  /**
   * Writes what was found and, for an alias, what its target comes to (RFC 1034 §4.3.2 step 3a), up
   * to a bound.
   */
  private Rcode follow(Snapshot snapshot, Exchange exchange, Finding first) {
    Finding finding = first;
    for (int link = 0; link < Exchange.MAX_CHAIN && exchange.meet(); link++) {
      Rcode rcode =
          switch (finding) {
            case Finding.Answer found -> writer.data(exchange, found);
            case Finding.Steered found -> writer.steered(snapshot, exchange, found);
            case Finding.Alias alias -> writer.alias(exchange, alias);
            case Finding.Redirection dname -> writer.redirection(exchange, dname);
            case Finding.Referral cut -> writer.referral(exchange, cut);
            case Finding.NoData none -> writer.noData(exchange, none.apex());
            case Finding.NxDomain none -> writer.nxDomain(exchange, none.apex());
            case Finding.NotOurs _ -> writer.written(); // an alias led out of our zones
            case Finding.Unavailable _ -> writer.written(); // or into one we have nothing of
          };
      if (rcode != null) {
        return rcode;
      }
      finding = Lookup.find(snapshot.zones(), exchange.name, exchange.parsed.type);
    }
    return writer.written(); // a circle, or the resolver asks for what the bound leaves out
  }

  /** Ends the response as {@link ResponseRate} lets it be sent; its length, 0 = not at all. */
  private int end(Exchange exchange, Rcode answered) {
    exchange.rcode = answered;
    exchange.opt.scope = exchange.scope;
    Rcode rcode = answered;
    switch (rate.of(exchange)) {
      case SEND, EXEMPT, COUNT -> {}
      case SLIP -> rcode = ResponseRate.slip(exchange, answered);
      case DROP -> {
        return 0;
      }
    }
    counters.count(
        switch (rcode) {
          case NOERROR -> Counter.NOERROR;
          case FORMERR -> Counter.FORMERR;
          case SERVFAIL -> Counter.SERVFAIL;
          case NXDOMAIN, YXDOMAIN -> Counter.NXDOMAIN;
          case NOTIMP -> Counter.NOTIMP;
          case REFUSED -> Counter.REFUSED;
          case BADVERS -> Counter.BADVERS;
          case BADCOOKIE -> Counter.BADCOOKIE;
        });
    return exchange.writer.end(rcode, exchange.parsed);
  }
}
