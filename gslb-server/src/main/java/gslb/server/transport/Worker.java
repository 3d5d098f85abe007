package gslb.server.transport;

import gslb.server.answer.Exchange;
import gslb.server.answer.Rest;
import gslb.server.stats.AnswerTimes;
import gslb.server.stats.Counter;
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
    boolean v6 = !(client instanceof Inet4Address);
    long high = v6 ? bytes.getLong() : (long) bytes.getInt() << 32;
    from(v6, high, v6 ? bytes.getLong() : 0);
  }

  /** The same, from an address that is left-aligned in 128 bits. */
  void from(boolean v6, long high, long low) {
    exchange.v6 = v6;
    exchange.sourceHigh = high;
    exchange.sourceLow = low;
  }

  /**
   * {@link #answer} to a datagram.
   *
   * @param nowMillis wall time
   */
  int answerDatagram(long nowMillis) {
    exchange.tcp = false;
    exchange.encrypted = false;
    exchange.http = false;
    exchange.nowMillis = nowMillis;
    int length = answer();
    if (length > UdpSocket.LONGEST) {
      counters.count(Counter.SEND_FAILED);
      return 0;
    }
    return length;
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
    AnswerTimes times = counters.times();
    if (!times.due()) {
      return answerOrFail();
    }
    long begun = System.nanoTime();
    int length = answerOrFail();
    times.took(System.nanoTime() - begun);
    return length;
  }

  private int answerOrFail() {
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
