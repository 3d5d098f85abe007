package gslb.server.answer;

import gslb.server.snapshot.Apex;
import gslb.server.stats.Counter;
import gslb.server.stats.QueryCounters;
import gslb.server.wire.OptRecord;
import gslb.server.wire.Query;
import gslb.server.wire.ServerCookies;

/** Fills the response's OPT record with what the query's options ask for. One a worker. */
final class OptionResponder {
  private final QueryCounters counters;
  private final byte[] nsid;
  private final ServerCookies cookies;
  private final boolean requireCookies;

  OptionResponder(Identity identity, QueryCounters counters) {
    this.counters = counters;
    this.nsid = Identity.bytes(identity.nsid());
    this.cookies = identity.cookies();
    this.requireCookies = identity.requireCookies();
  }

  /** To be called between reading the query and beginning the response. */
  void prepare(Exchange exchange) {
    Query query = exchange.parsed;
    OptRecord opt = exchange.opt;
    if (query.nsid) {
      opt.nsid = nsid;
    }
    if (query.keepalive && exchange.tcp && !exchange.http) { // ignored over UDP (RFC 7828 §3.2.1)
      opt.keepalive = exchange.idleTenths;
    }
    if (query.cookie) {
      cookie(query, exchange);
    }
  }

  /**
   * The zone the query's name is in has a version for who asks, whatever is found (RFC 9660 §3.2).
   */
  static void zoneVersion(Exchange exchange, Apex apex) {
    if (exchange.parsed.zoneVersion) {
      exchange.opt.zoneLabels = apex.originLabels();
      exchange.opt.zoneSerial = apex.serial();
    }
  }

  /** Every cookie is answered with a new one, which a server may (RFC 9018 §4.3). */
  private void cookie(Query query, Exchange exchange) {
    boolean v6 = exchange.v6;
    long high = exchange.sourceHigh;
    long low = exchange.sourceLow;
    exchange.cookieValid =
        query.ourCookie
            && cookies.valid(
                query.clientCookie,
                query.cookieHead,
                query.cookieHash,
                v6,
                high,
                low,
                exchange.nowMillis);
    counters.count(
        exchange.cookieValid
            ? Counter.COOKIE_VALID
            : query.serverCookie ? Counter.COOKIE_INVALID : Counter.COOKIE_NONE);
    OptRecord opt = exchange.opt;
    opt.cookie = true;
    opt.clientCookie = query.clientCookie;
    opt.cookieHead = ServerCookies.head(exchange.nowMillis);
    opt.cookieHash = cookies.hash(query.clientCookie, opt.cookieHead, v6, high, low);
  }

  /**
   * Whether the client is to come again with the cookie it is now given. Who speaks no cookies
   * cannot, and over a connection its address is known to be its own (RFC 7873 §5.2.3).
   */
  boolean refuses(Exchange exchange) {
    return requireCookies && exchange.parsed.cookie && !exchange.cookieValid && !exchange.tcp;
  }
}
