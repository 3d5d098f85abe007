package gslb.server.answer;

import gslb.server.limit.Action;
import gslb.server.limit.RateLimiter;
import gslb.server.stats.Counter;
import gslb.server.stats.QueryCounters;
import gslb.server.wire.Rcode;

/**
 * Keeps the server from answering a forged sender's victim over and over. One a worker.
 *
 * <p>What counts together is what was found, not what was asked: every name a wildcard stands for
 * finds the same RRset, every name that does not exist the same lack of it in its zone. So nobody
 * gets more by making names up. What found nothing (refusals, errors) counts together too.
 */
final class ResponseRate {
  private final RateLimiter limiter;
  private final QueryCounters counters;
  private final int oneOf;
  private int passed;

  ResponseRate(RateLimiter limiter, QueryCounters counters) {
    this.limiter = limiter;
    this.counters = counters;
    this.oneOf = limiter.oneOf();
  }

  /**
   * What becomes of the exchange's response: SEND, SLIP or DROP. Who is connected or has a cookie
   * of ours is not forged.
   */
  Action of(Exchange exchange) {
    if (exchange.tcp || !limiter.on()) {
      return Action.SEND;
    }
    if (exchange.cookieValid) {
      counters.count(Counter.RATE_EXEMPT_COOKIE);
      return Action.SEND;
    }
    if (++passed < oneOf) {
      return Action.SEND;
    }
    passed = 0;
    int found = System.identityHashCode(exchange.found); // findings are made at load and stay
    Action action =
        limiter.action(
            exchange.v6, exchange.sourceHigh, exchange.sourceLow, found, exchange.nowMillis);
    return switch (action) {
      case SEND -> action;
      case EXEMPT -> counted(Counter.RATE_EXEMPT_ADDRESS, Action.SEND);
      case COUNT -> counted(Counter.RATE_COUNTED, Action.SEND);
      case SLIP -> counted(Counter.RATE_SLIPPED, action);
      case DROP -> counted(Counter.RATE_DROPPED, action);
    };
  }

  private Action counted(Counter counter, Action action) {
    counters.count(counter, oneOf);
    return action;
  }

  /**
   * Writes the response anew: nothing but the question, with TC set, no longer than the query but
   * for a cookie. An error stays one; that a name does not exist is not said without a proof.
   */
  static Rcode slip(Exchange exchange, Rcode rcode) {
    exchange.opt.shorten();
    exchange.writer.begin(exchange.query, exchange.parsed, false);
    exchange.writer.truncated();
    return rcode == Rcode.NXDOMAIN || rcode == Rcode.YXDOMAIN ? Rcode.NOERROR : rcode;
  }
}
