package gslb.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import gslb.server.answer.Exchange;
import gslb.server.stats.Counter;
import gslb.server.stats.ServerStats;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Datagrams over real sockets, with either kind of calls. */
@ParameterizedClass
@EnumSource(DatagramCalls.class)
class UdpServerTest {
  private final DatagramCalls calls;
  private final ServerStats stats = new ServerStats();

  UdpServerTest(DatagramCalls calls) {
    this.calls = calls;
  }

  @AfterEach
  void close() {
    stats.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void answersInBothFamilies(String host) throws IOException {
    try (UdpServer server = started(host, 1, new Echo());
        DatagramSocket client = connected(server)) {
      for (int length : new int[] {0, 1, 500, 1_220, 4_084}) {
        byte[] query = Echo.query(length, length);
        assertThat(ask(client, query)).as("%s bytes", length).isEqualTo(Echo.answerTo(query));
      }
    }
  }

  @Test
  void metricsTellItsSockets() throws IOException {
    try (UdpServer server = started("127.0.0.1", 2, new Echo())) {
      String address = "address=\"127.0.0.1 port %d\"".formatted(server.localAddress().getPort());
      assertThat(stats.scrape())
          .contains("gslb_udp_workers{%s,calls=\"%s\"} 2.0".formatted(address, calls.word()))
          .containsPattern("gslb_udp_receive_buffer_bytes\\{%s} [1-9]".formatted(address));
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

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aSecondServerFails(int workers) throws IOException {
    try (UdpServer server = started("127.0.0.1", workers, new Echo())) {
      UdpServer second = server(server.localAddress(), workers, new Echo());
      assertThatThrownBy(second::start)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot listen on udp 127.0.0.1 port")
          .hasMessageContaining("Address already in use");
    }
  }

  @Test
  void answersABurstWhole() throws IOException {
    try (UdpServer server = started("127.0.0.1", 1, new Echo());
        DatagramSocket client = connected(server)) {
      Set<Integer> missing = new HashSet<>();
      for (int id = 0; id < 150; id++) { // more than one batch holds
        client.send(new DatagramPacket(Echo.query(id, 20), 32));
        missing.add(id);
      }
      while (!missing.isEmpty()) {
        byte[] answer = receive(client);
        assertThat(missing.remove(answer[0] << 8 | answer[1] & 0xff)).isTrue();
      }
    }
  }

  @Test
  void readsALongerDatagramAsFarAsItDoes() throws IOException {
    try (UdpServer server = started("127.0.0.1", 1, new Echo());
        DatagramSocket client = connected(server)) {
      assertThat(ask(client, Echo.query(3, 9_000))).hasSize(UdpSocket.LONGEST);
    }
  }

  @Test
  void sendsNothingLongerThanThat() throws IOException {
    try (UdpServer server = started("127.0.0.1", 1, new Echo(UdpSocket.LONGEST + 1));
        DatagramSocket client = connected(server)) {
      client.send(new DatagramPacket(Echo.query(1, 0), 12));
      await().until(() -> stats.total(Counter.SEND_FAILED) == 1);
    }
  }

  @Test
  void aClientThatIsGoneCostsNobodyElse() throws IOException {
    try (UdpServer server = started("127.0.0.1", 1, new Echo());
        DatagramSocket client = connected(server)) {
      for (int i = 0; i < 50; i++) {
        try (DatagramSocket gone = connected(server)) {
          gone.send(new DatagramPacket(Echo.query(i, 20), 32));
        }
        byte[] query = Echo.query(i, 20);
        assertThat(ask(client, query)).isEqualTo(Echo.answerTo(query));
      }
    }
  }

  @Test
  void answersWhatHasArrivedBeforeItStops() throws IOException {
    Gate gate = new Gate();
    try (UdpServer server = started("127.0.0.1", 1, gate);
        DatagramSocket client = connected(server)) {
      for (int id = 0; id < 200; id++) {
        client.send(new DatagramPacket(Echo.query(id, 20), 32));
      }
      Thread closing = Thread.ofPlatform().start(server::close);
      await().until(() -> closing.getState() == Thread.State.TIMED_WAITING); // it joins the worker
      gate.open();
      for (int id = 0; id < 200; id++) {
        assertThat(receive(client)).startsWith(0, id);
      }
    }
  }

  @Test
  void closingFreesTheAddress() throws IOException {
    UdpServer first = started("127.0.0.1", 2, new Echo());
    InetSocketAddress address = first.localAddress();
    first.close();
    first.close();
    UdpServer second = server(address, 1, new Echo());
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
    UdpServer server =
        server(new InetSocketAddress(InetAddress.ofLiteral(host), 0), workers, answerer);
    server.start();
    return server;
  }

  private UdpServer server(InetSocketAddress address, int workers, Answerer answerer) {
    UdpSockets sockets = new UdpSockets(calls, 1 << 20, false);
    return new UdpServer(sockets, address, workers, stats, counters -> answerer);
  }

  private static DatagramSocket connected(UdpServer server) throws IOException {
    DatagramSocket client = new DatagramSocket(0, server.localAddress().getAddress());
    client.connect(server.localAddress());
    client.setSoTimeout(20_000);
    return client;
  }

  private static byte[] ask(DatagramSocket client, byte[] query) throws IOException {
    client.send(new DatagramPacket(query, query.length));
    return receive(client);
  }

  private static byte[] receive(DatagramSocket client) throws IOException {
    DatagramPacket answer = new DatagramPacket(new byte[65_535], 65_535);
    client.receive(answer);
    return Arrays.copyOf(answer.getData(), answer.getLength());
  }
}
