package gslb.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import gslb.server.stats.Counter;
import gslb.server.stats.ServerStats;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that hold connections to hold the server: each way ends, and others are answered. */
class HeldConnectionsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final long ENOUGH = 64 << 20;

  private final InetSocketAddress any =
      new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
  private final ServerStats stats = new ServerStats();
  private final List<Socket> opened = new ArrayList<>();
  private Connections connections;
  private Transport server;

  @AfterEach
  void close() throws IOException {
    for (Socket socket : opened) {
      socket.close();
    }
    server.close();
    connections.close();
    stats.close();
  }

  /** Of four clients the third never asks; when a fifth comes to a server for four, it goes. */
  @Test
  void whenAllAreTakenTheIdlestGoes() throws IOException {
    tcp(new ConnectionLimits(4, 10, LONG, LONG, ENOUGH), new Echo());
    List<Socket> clients = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      clients.add(connected());
      int open = i + 1;
      await().atMost(PATIENCE).until(() -> connections.open() == open);
    }
    Socket silent = clients.remove(2);
    for (Socket client : clients) {
      ask(client);
    }
    ask(connected());
    assertThat(silent.getInputStream().read()).isEqualTo(-1);
    for (Socket client : clients) {
      ask(client);
    }
    assertThat(stats.total(Counter.CONNECTION_CLOSED_ROOM)).isEqualTo(1);
    assertThat(stats.total(Counter.CONNECTION_REFUSED)).isZero();
  }

  @Test
  void aFloodOfConnectionsIsWithinTheLimit() throws IOException {
    tcp(new ConnectionLimits(50, 1_000, LONG, LONG, ENOUGH), new Echo());
    for (int i = 0; i < 500; i++) {
      connected();
    }
    // Up to 64 more may be on their way out.
    await().atMost(PATIENCE).until(() -> connections.open() <= 50);
    ask(connected());
    assertThat(
            stats.total(Counter.CONNECTION_CLOSED_ROOM) + stats.total(Counter.CONNECTION_REFUSED))
        .isBetween(400L, 451L);
  }

  /** However often another byte comes. */
  @Test
  void whoWritesByteByByteIsClosed() throws IOException {
    tcp(new ConnectionLimits(10, 10, LONG, SHORT, ENOUGH), new Echo());
    Socket slow = connected();
    OutputStream out = slow.getOutputStream();
    out.write(1); // 256 bytes or more are to come
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> refused(out));
    assertThat(stats.total(Counter.CONNECTION_CLOSED_SLOW)).isEqualTo(1);
  }

  /** Answered queries before it do not buy a message more time. */
  @Test
  void aMessageAfterOthersHasItsTime() throws IOException {
    tcp(new ConnectionLimits(10, 10, LONG, SHORT, ENOUGH), new Echo());
    Socket slow = connected();
    ask(slow);
    slow.getOutputStream().write(new byte[] {0, 20, 1});
    assertThat(slow.getInputStream().read()).isEqualTo(-1);
    assertThat(stats.total(Counter.CONNECTION_CLOSED_SLOW)).isEqualTo(1);
  }

  @Test
  void whoAsksNothingIsClosed() throws IOException {
    tcp(new ConnectionLimits(10, 10, SHORT, LONG, ENOUGH), new Echo());
    Socket idle = connected();
    ask(idle);
    assertThat(idle.getInputStream().read()).isEqualTo(-1);
    assertThat(stats.total(Counter.CONNECTION_CLOSED_IDLE)).isEqualTo(1);
  }

  /** What has no whole handshake is a connection too, and ends. */
  @ParameterizedTest
  @ValueSource(strings = {"", "160301", "16030100ff01000000"})
  void anUnfinishedHandshakeCounts(String sent) throws IOException {
    tls(new ConnectionLimits(10, 10, Duration.ofSeconds(2), Duration.ofSeconds(1), ENOUGH));
    Socket client = connected();
    client.getOutputStream().write(HexFormat.of().parseHex(sent));
    await().atMost(PATIENCE).until(() -> connections.open() == 1);
    client.getInputStream().readAllBytes();
    await().atMost(PATIENCE).until(() -> connections.open() == 0);
  }

  /** Forty clients would have the server hold 60 kB each; there is 1 MiB. */
  @Test
  void unfinishedMessagesShareTheMemory() throws IOException {
    tcp(new ConnectionLimits(100, 100, LONG, LONG, 1 << 20), new Echo());
    byte[] most = new byte[60_000];
    most[0] = (byte) 0xFF;
    for (int i = 0; i < 40; i++) {
      try {
        connected().getOutputStream().write(most);
      } catch (SocketException closed) {
        continue; // as it should be, from some client on
      }
    }
    await().atMost(PATIENCE).until(() -> stats.total(Counter.CONNECTION_CLOSED_MEMORY) > 10);
    assertThat(connections.memory().taken()).isLessThan((1 << 20) + 128 * 1024);
    ask(connected());
  }

  /** Likewise answers that nobody takes. */
  @Test
  void answersNobodyTakesShareTheMemory() throws IOException {
    tcp(new ConnectionLimits(100, 100, LONG, LONG, 1 << 20), new Echo(60_000));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < 1_000; i++) {
      all.writeBytes(new byte[] {0, 12});
      all.writeBytes(Echo.query(i, 0));
    }
    for (int i = 0; i < 40; i++) {
      connected().getOutputStream().write(all.toByteArray());
    }
    await().atMost(PATIENCE).until(() -> stats.total(Counter.CONNECTION_CLOSED_MEMORY) > 5);
  }

  /** A POST that does not come whole; HTTP/1.1, as its bytes are easily written. */
  @Test
  void aRequestHasItsTime() throws Exception {
    https(new ConnectionLimits(10, 10, LONG, Duration.ofSeconds(2), ENOUGH));
    Socket client =
        TestTls.client()
            .getSocketFactory()
            .createSocket("127.0.0.1", server.localAddress().getPort());
    opened.add(client);
    client.setSoTimeout((int) PATIENCE.toMillis());
    client
        .getOutputStream()
        .write(
            """
            POST /dns-query HTTP/1.1\r
            Host: 127.0.0.1\r
            Content-Type: application/dns-message\r
            Content-Length: 40\r
            \r
            half of it\
            """
                .getBytes(StandardCharsets.US_ASCII));
    assertThat(client.getInputStream().readAllBytes()).isEmpty();
    await().atMost(PATIENCE).until(() -> connections.open() == 0);
    assertThat(stats.total(Counter.CONNECTION_CLOSED_SLOW)).isPositive();
    assertThat(connections.memory().taken()).isZero();
  }

  /**
   * Ends of all kinds, a hundred each; every descriptor and every byte of the budget comes back.
   */
  @Test
  void descriptorsComeBack() throws IOException {
    tcp(new ConnectionLimits(1_000, 1_000, LONG, LONG, ENOUGH), new Echo());
    ask(connected());
    long before = descriptors();
    for (int i = 0; i < 100; i++) {
      Socket reset = connected();
      reset.getOutputStream().write(new byte[] {0, 100, 7}); // in mid message
      reset.setSoLinger(true, 0);
      reset.close();
      Socket half = connected();
      half.getOutputStream().write(new byte[] {0});
      half.shutdownOutput();
      Socket early = connected();
      write(early, Echo.query(1, 1));
      early.close(); // before the answer
      connected().close();
    }
    await().atMost(PATIENCE).until(() -> connections.open() == 1);
    for (Socket socket : opened.subList(1, opened.size())) {
      socket.close();
    }
    await().atMost(PATIENCE).until(() -> descriptors() <= before + 5);
    ask(opened.getFirst());
    opened.getFirst().close();
    await().atMost(PATIENCE).until(() -> connections.memory().taken() == 0);
  }

  /** TLS that ends at once, in its first message, after the handshake, and without a goodbye. */
  @Test
  void tlsMayEndAtAnyPoint() throws Exception {
    tls(new ConnectionLimits(1_000, 1_000, LONG, LONG, ENOUGH));
    for (int i = 0; i < 10; i++) {
      Socket hello = connected();
      hello.getOutputStream().write(HexFormat.of().parseHex("16030100ff01000000"));
      hello.setSoLinger(true, 0);
      hello.close();
      connected().close();
      Socket raw = connected();
      SSLSocket client =
          (SSLSocket)
              TestTls.client().getSocketFactory().createSocket(raw, "127.0.0.1", 853, false);
      client.startHandshake();
      if (i % 2 == 0) {
        client.close();
      } else {
        raw.setSoLinger(true, 0);
      }
      raw.close();
    }
    await().atMost(PATIENCE).until(() -> connections.open() == 0);
    await().atMost(PATIENCE).until(() -> connections.memory().taken() == 0);
  }

  private static long descriptors() {
    return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getOpenFileDescriptorCount();
  }

  private static boolean refused(OutputStream out) {
    try {
      out.write(0);
      return false;
    } catch (IOException closed) {
      return true;
    }
  }

  private void tcp(ConnectionLimits limits, Answerer answerer) throws IOException {
    connections = new Connections(limits, ProxyTrust.NONE, stats);
    server = new TcpServer(connections, any, 2, stats, counters -> answerer);
    server.start();
  }

  private void tls(ConnectionLimits limits) throws IOException {
    connections = new Connections(limits, ProxyTrust.NONE, stats);
    server =
        new TlsServer(
            connections, any, 1, stats, counters -> new Echo(), TestTls.certificate("first"));
    server.start();
  }

  private void https(ConnectionLimits limits) throws IOException {
    connections = new Connections(limits, ProxyTrust.NONE, stats);
    server =
        new HttpsServer(
            connections, any, 1, stats, counters -> new Echo(), TestTls.certificate("first"));
    server.start();
  }

  private Socket connected() throws IOException {
    Socket client = new Socket("127.0.0.1", server.localAddress().getPort());
    client.setSoTimeout((int) PATIENCE.toMillis());
    client.setTcpNoDelay(true);
    opened.add(client);
    return client;
  }

  private static void ask(Socket client) throws IOException {
    byte[] query = Echo.query(7, 20);
    write(client, query);
    DataInputStream in = new DataInputStream(client.getInputStream());
    byte[] answer = new byte[in.readUnsignedShort()];
    in.readFully(answer);
    assertThat(answer).isEqualTo(Echo.answerTo(query));
  }

  private static void write(Socket client, byte[] query) throws IOException {
    DataOutputStream out = new DataOutputStream(client.getOutputStream());
    out.writeShort(query.length);
    out.write(query);
  }
}
