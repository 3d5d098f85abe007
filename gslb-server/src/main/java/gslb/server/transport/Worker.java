package gslb.server.transport;

import gslb.server.answer.Exchange;
import gslb.server.answer.Rest;
import gslb.server.stats.QueryCounters;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * What one thread answers with: its scratch, its counters, and the one place where a bug is caught.
 * Used by that thread alone.
 */
final class Worker {
  final Exchange exchange = new Exchange();
  final QueryCounters counters;
  private final Answerer answerer;
  private final BugLog bugs;

  Worker(Answerer answerer, QueryCounters counters, BugLog bugs) {
    this.answerer = answerer;
    this.counters = counters;
    this.bugs = bugs;
  }

  /** Whose message the next ones are. */
  void from(InetAddress client) {
    ByteBuffer bytes = ByteBuffer.wrap(client.getAddress());
    exchange.v6 = !(client instanceof Inet4Address);
    exchange.sourceHigh = exchange.v6 ? bytes.getLong() : (long) bytes.getInt() << 32;
    exchange.sourceLow = exchange.v6 ? bytes.getLong() : 0;
  }

  /**
   * Puts the next of several messages into the exchange. Never throws.
   *
   * @return its length; 0 = that was all; -1 = a bug, the client must not take this for all
   */
  int next(Rest rest) {
    try {
      return rest.next(exchange.response);
    } catch (RuntimeException | Error bug) {
      bugs.report(bug);
      return -1;
    }
  }

  /** The length of the answer now in the exchange; 0 = send nothing. Never throws. */
  int answer() {
    exchange.rest = null;
    try {
      return answerer.answer(exchange);
    } catch (RuntimeException | Error bug) {
      bugs.report(bug);
    }
    try {
      return answerer.failure(exchange);
    } catch (RuntimeException | Error bug) {
      bugs.report(bug);
      return 0;
    }
  }
}
