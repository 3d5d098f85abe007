package gslb.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import gslb.server.answer.Exchange;
import gslb.server.stats.QueryCounters;
import gslb.zones.Prefix;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A proxy's header is taken off a datagram in place: 100 000 of them, 0 bytes allocated. */
class ProxiedDatagramTest {
  private static final int DATAGRAMS = 100_000;
  private static final int QUERY = 40;
  private static final long PROXY = 0xC000_0205_0000_0000L; // 192.0.2.5
  private static final long CLIENT = 0xC633_6407_0000_0000L; // 198.51.100.7
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Exchange exchange = new Exchange();
  private final ProxiedAnswerer answerer =
      new ProxiedAnswerer(
          new ProxyTrust(List.of(Prefix.of(InetAddress.ofLiteral("192.0.2.0"), 28))),
          new QueryLength(),
          new QueryCounters());

  @Test
  void allocatesNothing() {
    byte[] header =
        HexFormat.of().parseHex("0d0a0d0a000d0a515549540a2112000cc6336407c0000201d4310035");
    byte[] datagram = Arrays.copyOf(header, header.length + QUERY);
    answer(datagram); // every class loaded, every call site linked
    long[] rounds = new long[5];
    for (int round = 0; round < rounds.length; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      answer(datagram);
      rounds[round] = THREADS.getCurrentThreadAllocatedBytes() - before;
    }
    assertThat(Arrays.stream(rounds).min().orElseThrow())
        .as("bytes by round %s", Arrays.toString(rounds))
        .isZero();
  }

  private void answer(byte[] datagram) {
    for (int i = 0; i < DATAGRAMS; i++) {
      exchange.v6 = false;
      exchange.sourceHigh = PROXY;
      exchange.sourceLow = 0;
      exchange.queryLength = datagram.length;
      System.arraycopy(datagram, 0, exchange.query, 0, datagram.length);
      if (answerer.answer(exchange) != QUERY || exchange.sourceHigh != CLIENT) {
        throw new AssertionError("not unwrapped");
      }
    }
  }

  /** Tells how long the query was that it got. */
  private record QueryLength() implements Answerer {
    @Override
    public int answer(Exchange exchange) {
      return exchange.queryLength;
    }

    @Override
    public int failure(Exchange exchange) {
      return 0;
    }
  }
}
