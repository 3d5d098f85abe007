package gslb.server.transport;

import gslb.server.answer.Exchange;
import gslb.server.stats.Counter;
import gslb.server.stats.QueryCounters;

/**
 * Takes the header off datagrams that proxies pass on, and answers whom it names. Connections have
 * theirs taken off before the first message, by {@link ProxyDecoder}.
 */
public final class ProxiedAnswerer implements Answerer {
  private final ProxyTrust trust;
  private final Answerer answerer;
  private final QueryCounters counters;
  private final ProxyHeader header = new ProxyHeader();

  /** An answerer before the worker's own, for the worker that owns the counters. */
  public ProxiedAnswerer(ProxyTrust trust, Answerer answerer, QueryCounters counters) {
    this.trust = trust;
    this.answerer = answerer;
    this.counters = counters;
  }

  @Override
  public int answer(Exchange exchange) {
    if (!exchange.tcp
        && trust.trusts(exchange.v6, exchange.sourceHigh, exchange.sourceLow)
        && !unwrap(exchange)) {
      counters.count(Counter.PROXY_MALFORMED);
      return 0;
    }
    return answerer.answer(exchange);
  }

  @Override
  public int failure(Exchange exchange) {
    return answerer.failure(exchange);
  }

  private boolean unwrap(Exchange exchange) {
    int length = header.read(exchange.query, exchange.queryLength);
    if (length < ProxyHeader.FIXED) {
      return false;
    }
    exchange.queryLength -= length;
    System.arraycopy(exchange.query, length, exchange.query, 0, exchange.queryLength);
    if (header.tellsClient) {
      exchange.v6 = header.v6;
      exchange.sourceHigh = header.high;
      exchange.sourceLow = header.low;
    }
    return true;
  }
}
