package gslb.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import gslb.server.answer.Exchange;
import gslb.server.stats.Counter;
import gslb.server.stats.ServerStats;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections over real sockets (RFC 7766). */
class TcpServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private final ServerStats stats = new ServerStats();
  private Connections connections;

  @AfterEach
  void close() {
    connections.close();
    stats.close();
  }

  /** Messages of these body lengths, sent as segments cut at these places of the whole. */
  @ParameterizedTest
  @CsvSource({
    "one query in one segment,      20,            ",
    "prefix and message apart,      20,            2",
    "prefix cut in half,            20,            1",
    "one query in many segments,    40,            1 2 3 4 10 20",
    "many queries in one segment,   20 21 22 23,   ",
    "cut inside the second,         20 21 22,      40",
    "cut inside each prefix,        20 20 20,      1 35 69",
    "largest message,               65523 10,      60000",
  })
  void framing(String what, String bodies, String cuts) throws IOException {
    try (TcpServer server = started(ConnectionLimits.DEFAULT, new Echo());
        Socket client = connected(server)) {
      List<byte[]> queries = new ArrayList<>();
      for (String body : bodies.split(" ")) {
        queries.add(Echo.query(queries.size() + 1, Integer.parseInt(body)));
      }
      send(client, framed(queries), cuts == null ? new String[0] : cuts.split(" "));
      for (byte[] query : queries) {
        assertThat(receive(client)).as(what).isEqualTo(Echo.answerTo(query));
      }
    }
  }

  @Test
  void manyConnectionsOverSeveralLoops() throws IOException {
    try (TcpServer server = started("127.0.0.1", 2, ConnectionLimits.DEFAULT, new Echo())) {
      List<Socket> clients = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        clients.add(connected(server));
      }
      for (Socket client : clients) {
        byte[] query = Echo.query(3, 10);
        client.getOutputStream().write(framed(List.of(query)));
        assertThat(receive(client)).isEqualTo(Echo.answerTo(query));
        client.close();
      }
      await().atMost(PATIENCE).until(() -> connections.open() == 0);
    }
  }

  @Test
  void answersOverIpv6() throws IOException {
    try (TcpServer server = started("::1", 1, ConnectionLimits.DEFAULT, new Echo());
        Socket client = connected(server)) {
      byte[] query = Echo.query(3, 10);
      client.getOutputStream().write(framed(List.of(query)));
      assertThat(receive(client)).isEqualTo(Echo.answerTo(query));
    }
  }

  @Test
  void aBugCostsOneAnswerNotTheConnection() throws IOException {
    try (TcpServer server = started(ConnectionLimits.DEFAULT, new Echo());
        Socket client = connected(server)) {
      byte[] query = Echo.query(5, 3);
      client.getOutputStream().write(framed(List.of(Echo.query(0xdead, 4), query)));
      assertThat(receive(client)).startsWith(0xde, 0xad, 0x80, 2).hasSize(12);
      assertThat(receive(client)).isEqualTo(Echo.answerTo(query));
    }
  }

  @Test
  void whoSendsNoQueriesIsClosed() throws IOException {
    try (TcpServer server = started(ConnectionLimits.DEFAULT, new Echo());
        Socket client = connected(server)) {
      client.getOutputStream().write(new byte[] {0, 3, 1, 2, 3});
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void whoBringsNoWholeMessageIsClosed() throws IOException {
    ConnectionLimits impatient = limits(10, 10, Duration.ofMillis(300));
    try (TcpServer server = started(impatient, new Echo());
        Socket silent = connected(server);
        Socket half = connected(server)) {
      half.getOutputStream().write(new byte[] {1, 0, 9});
      assertThat(silent.getInputStream().read()).isEqualTo(-1);
      assertThat(half.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void aClientHasALimitAndTheServerToo() throws IOException {
    ConnectionLimits few = limits(10, 2, Duration.ofSeconds(60));
    try (TcpServer server = started(few, new Echo());
        Socket one = connected(server);
        Socket two = connected(server)) {
      await().atMost(PATIENCE).until(() -> connections.open() == 2);
      try (Socket three = connected(server)) {
        assertThat(three.getInputStream().read()).isEqualTo(-1);
      }
      assertThat(stats.total(Counter.CONNECTION_REFUSED)).isEqualTo(1);
      one.shutdownOutput();
      await().atMost(PATIENCE).until(() -> connections.open() == 1);
      try (Socket again = connected(server)) {
        byte[] query = Echo.query(1, 1);
        again.getOutputStream().write(framed(List.of(query)));
        assertThat(receive(again)).isEqualTo(Echo.answerTo(query));
      }
      assertThat(two.isConnected()).isTrue();
    }
  }

  /** A client that asks and does not read is not answered without bound, and loses nothing. */
  @Test
  void whoDoesNotReadIsNotRead() throws IOException {
    int queries = 4_000;
    AtomicInteger answered = new AtomicInteger();
    Answerer large = new Large(answered);
    try (TcpServer server = started(ConnectionLimits.DEFAULT, large);
        Socket client = connected(server)) {
      List<byte[]> messages = new ArrayList<>();
      for (int i = 0; i < queries; i++) {
        messages.add(Echo.query(i, 0));
      }
      client.getOutputStream().write(framed(messages));
      await()
          .atMost(PATIENCE)
          .during(Duration.ofMillis(300))
          .until(answered::get, new Unchanged()::sameAsBefore);
      assertThat(answered.get()).isLessThan(queries / 2);
      for (int i = 0; i < queries; i++) {
        assertThat(receive(client)).startsWith(i >> 8, i & 0xff, 0x80).hasSize(60_000);
      }
    }
  }

  @Test
  void twoServersDoNotShareAnAddress() throws IOException {
    try (TcpServer server = started(ConnectionLimits.DEFAULT, new Echo())) {
      TcpServer second =
          new TcpServer(connections, server.localAddress(), 1, stats, counters -> new Echo());
      assertThatThrownBy(second::start)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot listen on tcp 127.0.0.1 port");
    }
  }

  /** True once a figure has the value it had when last asked. */
  private static final class Unchanged {
    private int before = -1;

    boolean sameAsBefore(int now) {
      boolean same = now == before && now > 0;
      before = now;
      return same;
    }
  }

  /** Answers everything with 60 kB. */
  private record Large(AtomicInteger answered) implements Answerer {
    @Override
    public int answer(Exchange exchange) {
      answered.incrementAndGet();
      return new Echo(60_000).answer(exchange);
    }

    @Override
    public int failure(Exchange exchange) {
      return 0;
    }
  }

  private TcpServer started(ConnectionLimits limits, Answerer answerer) throws IOException {
    return started("127.0.0.1", 1, limits, answerer);
  }

  private TcpServer started(String host, int loops, ConnectionLimits limits, Answerer answerer)
      throws IOException {
    connections = new Connections(limits, ProxyTrust.NONE, stats);
    TcpServer server =
        new TcpServer(
            connections,
            new InetSocketAddress(InetAddress.ofLiteral(host), 0),
            loops,
            stats,
            counters -> answerer);
    server.start();
    return server;
  }

  private static ConnectionLimits limits(int total, int perClient, Duration idle) {
    return new ConnectionLimits(total, perClient, idle, idle, 1 << 20);
  }

  private static Socket connected(TcpServer server) throws IOException {
    Socket client = new Socket(server.localAddress().getAddress(), server.localAddress().getPort());
    client.setSoTimeout((int) PATIENCE.toMillis());
    client.setTcpNoDelay(true);
    return client;
  }

  private static byte[] framed(List<byte[]> messages) {
    int length = messages.stream().mapToInt(message -> 2 + message.length).sum();
    ByteBuffer all = ByteBuffer.allocate(length);
    messages.forEach(message -> all.putShort((short) message.length).put(message));
    return all.array();
  }

  private static void send(Socket client, byte[] all, String[] cuts) throws IOException {
    OutputStream out = client.getOutputStream();
    int from = 0;
    for (String cut : cuts) {
      int to = Integer.parseInt(cut);
      out.write(all, from, to - from);
      out.flush();
      from = to;
    }
    out.write(all, from, all.length - from);
  }

  private static byte[] receive(Socket client) throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    byte[] message = new byte[in.readUnsignedShort()];
    in.readFully(message);
    return message;
  }
}
