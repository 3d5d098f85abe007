package gslb.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gslb.server.answer.Exchange;
import gslb.server.stats.ServerStats;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Datagrams over real sockets. */
class UdpServerTest {
  private final ServerStats stats = new ServerStats();

  @AfterEach
  void close() {
    stats.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void answersInBothFamilies(String host) throws IOException {
    try (UdpServer server = started(host, 1, new Echo());
        DatagramSocket client = connected(server)) {
      for (int length : new int[] {0, 1, 500, 1_220, 9_000}) {
        byte[] query = Echo.query(length, length);
        assertThat(ask(client, query)).as("%s bytes", length).isEqualTo(Echo.answerTo(query));
      }
    }
  }

  @Test
  void everyWorkerAnswers() throws IOException {
    try (UdpServer server = started("127.0.0.1", 4, new Echo())) {
      for (int i = 0; i < 40; i++) {
        try (DatagramSocket client = connected(server)) {
          byte[] query = Echo.query(i, 30);
          assertThat(ask(client, query)).isEqualTo(Echo.answerTo(query));
        }
      }
    }
  }

  @Test
  void tellsWhoAsked() throws IOException {
    AtomicReference<String> seen = new AtomicReference<>("");
    Answerer noting = new Noting(seen);
    try (UdpServer server = started("127.0.0.1", 1, noting);
        DatagramSocket client = connected(server)) {
      ask(client, Echo.query(1, 0));
      assertThat(seen)
          .hasValue(
              "false 7f00000100000000 0000000000000000 port=%d tcp=false"
                  .formatted(client.getLocalPort()));
    }
    try (UdpServer server = started("::1", 1, noting);
        DatagramSocket client = connected(server)) {
      ask(client, Echo.query(1, 0));
      assertThat(seen)
          .hasValue(
              "true 0000000000000000 0000000000000001 port=%d tcp=false"
                  .formatted(client.getLocalPort()));
    }
  }

  @Test
  void aBugCostsOneAnswer() throws IOException {
    try (UdpServer server = started("127.0.0.1", 1, new Echo());
        DatagramSocket client = connected(server)) {
      for (int i = 0; i < 3; i++) {
        byte[] servfail = ask(client, Echo.query(0xdead, 20));
        assertThat(servfail).startsWith(0xde, 0xad, 0x80, 2).hasSize(12);
      }
      byte[] query = Echo.query(7, 20);
      assertThat(ask(client, query)).isEqualTo(Echo.answerTo(query));
    }
  }

  @Test
  void staysSilentWhenToldTo() throws IOException {
    try (UdpServer server = started("127.0.0.1", 1, new Echo());
        DatagramSocket client = connected(server)) {
      client.send(new DatagramPacket(new byte[0], 0));
      client.send(new DatagramPacket(new byte[5], 5));
      byte[] query = Echo.query(9, 0);
      assertThat(ask(client, query)).isEqualTo(Echo.answerTo(query));
    }
  }

  @Test
  void aLonelyWorkerKeepsItsAddressToItself() throws IOException {
    try (UdpServer server = started("127.0.0.1", 1, new Echo())) {
      UdpServer second = new UdpServer(server.localAddress(), 1, stats, counters -> new Echo());
      assertThatThrownBy(second::start)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot listen on udp 127.0.0.1 port");
    }
  }

  @Test
  void closingFreesTheAddress() throws IOException {
    UdpServer first = started("127.0.0.1", 2, new Echo());
    InetSocketAddress address = first.localAddress();
    first.close();
    first.close();
    UdpServer second = new UdpServer(address, 1, stats, counters -> new Echo());
    second.start();
    assertThat(second.localAddress()).isEqualTo(address);
    second.close();
  }

  /** Keeps what it was told of the client. */
  private record Noting(AtomicReference<String> seen) implements Answerer {
    @Override
    public int answer(Exchange exchange) {
      seen.set(
          "%s %016x %016x port=%d tcp=%s"
              .formatted(
                  exchange.v6,
                  exchange.sourceHigh,
                  exchange.sourceLow,
                  exchange.sourcePort,
                  exchange.tcp));
      return new Echo().answer(exchange);
    }

    @Override
    public int failure(Exchange exchange) {
      return 0;
    }
  }

  private UdpServer started(String host, int workers, Answerer answerer) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral(host), 0);
    UdpServer server = new UdpServer(address, workers, stats, counters -> answerer);
    server.start();
    return server;
  }

  private static DatagramSocket connected(UdpServer server) throws IOException {
    DatagramSocket client = new DatagramSocket(0, server.localAddress().getAddress());
    client.connect(server.localAddress());
    client.setSoTimeout(20_000);
    return client;
  }

  private static byte[] ask(DatagramSocket client, byte[] query) throws IOException {
    client.send(new DatagramPacket(query, query.length));
    DatagramPacket answer = new DatagramPacket(new byte[65_535], 65_535);
    client.receive(answer);
    return Arrays.copyOf(answer.getData(), answer.getLength());
  }
}
