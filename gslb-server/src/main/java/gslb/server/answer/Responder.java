package gslb.server.answer;

import gslb.server.lookup.Lookup;
import gslb.server.snapshot.Finding;
import gslb.server.snapshot.Snapshot;
import gslb.server.stats.Counter;
import gslb.server.stats.QueryCounters;
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
  private static final int NO_EXTENDED_ERROR = -1;
  private static final int NOT_AUTHORITATIVE = 20; // RFC 8914 §4.21

  private final QueryCounters counters;
  private final AnswerWriter writer;

  /** A responder that counts into its worker's counters. */
  public Responder(QueryCounters counters) {
    this.counters = counters;
    this.writer = new AnswerWriter(counters);
  }

  /**
   * Answers {@code exchange.query} into {@code exchange.response}.
   *
   * @return the response's length in bytes; 0 = send nothing
   */
  public int respond(Snapshot snapshot, Exchange exchange) {
    counters.count(exchange.tcp ? Counter.QUERIES_TCP : Counter.QUERIES_UDP);
    exchange.decided = 0;
    exchange.scope = 0;
    Query query = exchange.parsed;
    Outcome outcome = QueryParser.parse(exchange.query, exchange.queryLength, query);
    if (outcome == Outcome.DROP) {
      counters.count(Counter.DROPPED);
      return 0;
    }
    exchange.writer.begin(exchange.query, query, exchange.tcp);
    return switch (outcome) {
      case ANSWER -> answer(snapshot, exchange);
      case MALFORMED, DROP -> end(exchange, Rcode.FORMERR, NO_EXTENDED_ERROR);
      case NOT_IMPLEMENTED -> end(exchange, Rcode.NOTIMP, NO_EXTENDED_ERROR);
      case BAD_VERSION -> end(exchange, Rcode.BADVERS, NO_EXTENDED_ERROR);
    };
  }

  /**
   * SERVFAIL for an exchange in which {@link #respond} threw: a bug, which costs one answer and not
   * the worker.
   *
   * @return the response's length in bytes; 0 = send nothing
   */
  public int failure(Exchange exchange) {
    counters.count(Counter.ERROR);
    if (QueryParser.parse(exchange.query, exchange.queryLength, exchange.parsed) == Outcome.DROP) {
      return 0;
    }
    exchange.scope = 0;
    exchange.writer.begin(exchange.query, exchange.parsed, exchange.tcp);
    return end(exchange, Rcode.SERVFAIL, NO_EXTENDED_ERROR);
  }

  private int answer(Snapshot snapshot, Exchange exchange) {
    Query query = exchange.parsed;
    if (query.subnet) {
      counters.count(Counter.ECS);
    }
    boolean transfer = query.type == RecordType.AXFR || query.type == RecordType.IXFR;
    if (query.qclass != CLASS_IN || transfer) {
      return end(exchange, Rcode.REFUSED, NO_EXTENDED_ERROR);
    }
    exchange.name = query.name;
    exchange.owner = QueryParser.HEADER;
    Finding first = Lookup.find(snapshot.zones(), query.name, query.type);
    if (first instanceof Finding.NotOurs) {
      return end(exchange, Rcode.REFUSED, NOT_AUTHORITATIVE);
    }
    if (!(first instanceof Finding.Referral)) {
      exchange.writer.authoritative();
    }
    return end(exchange, follow(snapshot, exchange, first), NO_EXTENDED_ERROR);
  }

  /**
   * Writes what was found and, for an alias, what its target comes to (RFC 1034 §4.3.2 step 3a), up
   * to a bound.
   */
  private Rcode follow(Snapshot snapshot, Exchange exchange, Finding first) {
    Finding finding = first;
    for (int link = 0; link < Exchange.MAX_CHAIN; link++) {
      Rcode rcode =
          switch (finding) {
            case Finding.Answer found -> writer.data(exchange, found);
            case Finding.Steered found -> writer.steered(snapshot, exchange, found);
            case Finding.Alias alias -> writer.alias(exchange, alias);
            case Finding.Redirection dname -> writer.redirection(exchange, dname);
            case Finding.Referral cut -> writer.referral(exchange, cut);
            case Finding.NoData none -> writer.noData(exchange, none.apex());
            case Finding.NxDomain none -> writer.nxDomain(exchange, none.apex());
            case Finding.NotOurs _ -> Rcode.NOERROR; // an alias led out of our zones
          };
      if (rcode != null) {
        return rcode;
      }
      finding = Lookup.find(snapshot.zones(), exchange.name, exchange.parsed.type);
    }
    return Rcode.NOERROR; // the resolver asks for what the bound leaves out
  }

  private int end(Exchange exchange, Rcode rcode, int extendedError) {
    counters.count(
        switch (rcode) {
          case NOERROR -> Counter.NOERROR;
          case FORMERR -> Counter.FORMERR;
          case SERVFAIL -> Counter.SERVFAIL;
          case NXDOMAIN, YXDOMAIN -> Counter.NXDOMAIN;
          case NOTIMP -> Counter.NOTIMP;
          case REFUSED -> Counter.REFUSED;
          case BADVERS -> Counter.BADVERS;
        });
    exchange.rcode = rcode;
    return exchange.writer.end(rcode, exchange.parsed, exchange.scope, extendedError);
  }
}
