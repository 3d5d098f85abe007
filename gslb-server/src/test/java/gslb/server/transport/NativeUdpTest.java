package gslb.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import gslb.server.answer.Exchange;
import gslb.server.stats.ServerStats;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What native calls give beyond what {@link UdpServerTest} asks of both kinds. */
@EnabledOnOs(OS.LINUX)
class NativeUdpTest {
  private static final int QUERIES = 20_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final ServerStats stats = new ServerStats();

  @AfterEach
  void close() {
    stats.close();
  }

  /** The client is connected, so the kernel gives it only what comes from the address it asked. */
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 127.0.0.1",
    "0.0.0.0, 127.0.0.2",
    "0.0.0.0, 127.1.2.3",
    "::,      127.0.0.1",
    "::,      127.0.0.2",
    "::,      ::1",
    "127.0.0.2, 127.0.0.2",
  })
  void answersFromTheAddressThatWasAsked(String listened, String asked) throws IOException {
    try (UdpServer server = started(listened, 1 << 20, new Echo());
        DatagramSocket client = client(asked, server.localAddress().getPort())) {
      for (int id = 0; id < 100; id++) {
        byte[] query = Echo.query(id, 20);
        assertThat(ask(client, query)).isEqualTo(Echo.answerTo(query));
      }
    }
  }

  @Test
  void anIpv4ClientOfAnIpv6SocketIsAnIpv4Client() throws IOException {
    try (UdpServer server = started("::", 1 << 20, new SayWho());
        DatagramSocket four = client("127.0.0.2", server.localAddress().getPort());
        DatagramSocket six = client("::1", server.localAddress().getPort())) {
      byte[] asked = Echo.query(1, 0);
      assertThat(ask(four, asked)).startsWith(4, 127, 0, 0, 1).hasSize(5);
      assertThat(ask(six, asked)).startsWith(6, 0, 0, 0, 0).hasSize(5);
    }
  }

  @Test
  void countsWhatTheKernelDrops() throws IOException {
    Gate gate = new Gate();
    UdpServer server = started("127.0.0.1", 64 << 10, gate);
    long drops;
    try (server;
        DatagramSocket client = client("127.0.0.1", server.localAddress().getPort())) {
      assertThat(server.drops()).isZero();
      byte[] query = Echo.query(1, 500);
      for (int i = 0; i < 2_000; i++) {
        client.send(new DatagramPacket(query, query.length));
      }
      await().until(() -> server.drops() > 100);
      gate.open();
      assertThat(ask(client, query)).isEqualTo(Echo.answerTo(query));
      drops = server.drops(); // the last query may have found no room either
    }
    assertThat(server.drops()).as("of a closed server").isEqualTo(drops);
  }

  /** Once it is compiled: until then the calls themselves make objects. */
  @Test
  void allocatesNothing() throws IOException {
    try (UdpServer server = started("0.0.0.0", 1 << 20, new Echo());
        DatagramSocket client = client("127.0.0.2", server.localAddress().getPort())) {
      long worker = worker(server.localAddress().getPort());
      List<Long> rounds = new ArrayList<>();
      while (rounds.size() < 30 && !rounds.contains(0L)) {
        long before = THREADS.getThreadAllocatedBytes(worker);
        for (int i = 0; i < QUERIES; i++) {
          ask(client, Echo.query(i, 20));
        }
        rounds.add(THREADS.getThreadAllocatedBytes(worker) - before);
      }
      assertThat(rounds).as("bytes for %d queries, by round", QUERIES).contains(0L);
    }
  }

  private static long worker(int port) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("udp-" + port + "-0"))
        .findAny()
        .orElseThrow()
        .threadId();
  }

  /** Answers the family and the first four bytes of the sender's address. */
  private record SayWho() implements Answerer {
    @Override
    public int answer(Exchange exchange) {
      exchange.response[0] = (byte) (exchange.v6 ? 6 : 4);
      for (int i = 0; i < 4; i++) {
        exchange.response[1 + i] = (byte) (exchange.sourceHigh >> (56 - 8 * i));
      }
      return 5;
    }

    @Override
    public int failure(Exchange exchange) {
      return 0;
    }
  }

  private UdpServer started(String host, int receiveBuffer, Answerer answerer) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral(host), 0);
    UdpSockets sockets = new UdpSockets(DatagramCalls.NATIVE, receiveBuffer, false);
    UdpServer server = new UdpServer(sockets, address, 1, stats, counters -> answerer);
    server.start();
    return server;
  }

  private static DatagramSocket client(String asked, int port) throws IOException {
    DatagramSocket client = new DatagramSocket();
    client.connect(InetAddress.ofLiteral(asked), port);
    client.setSoTimeout(20_000);
    return client;
  }

  private static byte[] ask(DatagramSocket client, byte[] query) throws IOException {
    client.send(new DatagramPacket(query, query.length));
    DatagramPacket answer = new DatagramPacket(new byte[4_096], 4_096);
    client.receive(answer);
    return Arrays.copyOf(answer.getData(), answer.getLength());
  }
}
