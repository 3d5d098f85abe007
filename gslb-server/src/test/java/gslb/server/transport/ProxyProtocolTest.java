package gslb.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gslb.server.answer.Exchange;
import gslb.server.stats.Counter;
import gslb.server.stats.ServerStats;
import gslb.server.wire.Bytes;
import gslb.zones.Prefix;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * PROXY protocol version 2 over real sockets: 127.0.0.9 is a proxy, other addresses are not. The
 * answer to a query is the address that is taken for the client's.
 */
class ProxyProtocolTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String PROXY = "127.0.0.9";
  private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";
  private static final String FROM_V4 = SIGNATURE + "2111000cc6336407c0000201d4310035";
  private static final String FROM_V6 =
      SIGNATURE
          + "2121002420010db800000000000000000000000720010db8000000000000000000000053d4310035";
  private static final String LOCAL = SIGNATURE + "20000000";
  private static final byte[] QUERY = Echo.query(0x0707, 8);

  private final ServerStats stats = new ServerStats();
  private final ProxyTrust trust =
      new ProxyTrust(List.of(Prefix.of(InetAddress.ofLiteral("127.0.0.8"), 29)));
  private final Connections connections =
      new Connections(
          new ConnectionLimits(10, 2, Duration.ofSeconds(60), Duration.ofSeconds(60), 8 << 20),
          trust,
          stats);
  private final InetSocketAddress any =
      new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);

  @AfterEach
  void close() {
    connections.close();
    stats.close();
  }

  /** Header, how many bytes of it come in the first segment, and who then is the client. */
  @ParameterizedTest
  @CsvSource({
    FROM_V4 + ", 28, c633640700000000 0000000000000000",
    FROM_V4 + ", 1,  c633640700000000 0000000000000000",
    FROM_V4 + ", 27, c633640700000000 0000000000000000",
    FROM_V6 + ", 52, 20010db800000000 0000000000000007",
    LOCAL + ",   16, 7f00000900000000 0000000000000000",
  })
  void aConnectionIsTheClients(String header, int first, String client) throws IOException {
    try (TcpServer server = tcp();
        Socket socket = socket(PROXY, server.localAddress())) {
      byte[] all = concatenated(bytes(header), framed(QUERY), framed(QUERY));
      socket.getOutputStream().write(all, 0, first);
      socket.getOutputStream().write(all, first, all.length - first);
      assertThat(receive(socket)).isEqualTo(client);
      assertThat(receive(socket)).isEqualTo(client);
    }
  }

  @Test
  void theHeaderComesBeforeTls() throws Exception {
    TlsServer server =
        new TlsServer(
            connections, any, 1, stats, counters -> new WhoAsks(), TestTls.certificate("first"));
    server.start();
    try (server;
        Socket socket = socket(PROXY, server.localAddress())) {
      socket.getOutputStream().write(bytes(FROM_V6));
      SSLSocket tls =
          (SSLSocket)
              TestTls.client().getSocketFactory().createSocket(socket, "127.0.0.1", 853, true);
      tls.getOutputStream().write(framed(QUERY));
      assertThat(receive(tls)).isEqualTo("20010db800000000 0000000000000007");
    }
  }

  @Test
  void theHeaderComesBeforeHttps() throws Exception {
    HttpsServer server =
        new HttpsServer(
            connections, any, 1, stats, counters -> new WhoAsks(), TestTls.certificate("first"));
    server.start();
    try (server;
        Socket socket = socket(PROXY, server.localAddress())) {
      socket.getOutputStream().write(bytes(FROM_V4));
      SSLSocket tls =
          (SSLSocket)
              TestTls.client().getSocketFactory().createSocket(socket, "127.0.0.1", 443, true);
      ByteArrayOutputStream request = new ByteArrayOutputStream();
      request.writeBytes(
          """
          POST /dns-query HTTP/1.1\r
          Host: 127.0.0.1\r
          Content-Type: application/dns-message\r
          Content-Length: %d\r
          Connection: close\r
          \r
          """
              .formatted(QUERY.length)
              .getBytes(StandardCharsets.US_ASCII));
      request.writeBytes(QUERY);
      tls.getOutputStream().write(request.toByteArray());
      byte[] response = tls.getInputStream().readAllBytes();
      assertThat(HexFormat.of().formatHex(response)).contains("c633640700000000");
    }
  }

  @ParameterizedTest
  @CsvSource({
    FROM_V4 + ", c633640700000000 0000000000000000",
    FROM_V6 + ", 20010db800000000 0000000000000007",
    LOCAL + ",   7f00000900000000 0000000000000000",
  })
  void aDatagramIsTheClients(String header, String client) throws IOException {
    try (UdpServer server = udp();
        DatagramSocket socket = new DatagramSocket(0, InetAddress.ofLiteral(PROXY))) {
      send(socket, server, concatenated(bytes(header), QUERY));
      assertThat(receive(socket)).isEqualTo(client);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a query without one, ''",
    "its beginning,       0d0a0d0a000d",
    "version 1,           50524f585920544350342031302e302e302e3120",
    "longer than all,     0d0a0d0a000d0a515549540a 2111ffff",
  })
  void whatAProxySendsWithoutAHeaderIsDropped(String what, String header) throws IOException {
    try (UdpServer server = udp();
        DatagramSocket socket = new DatagramSocket(0, InetAddress.ofLiteral(PROXY))) {
      send(socket, server, concatenated(bytes(header.replace(" ", "")), QUERY));
      send(socket, server, concatenated(bytes(FROM_V4), QUERY));
      assertThat(receive(socket)).as(what).isEqualTo("c633640700000000 0000000000000000");
      assertThat(stats.total(Counter.PROXY_MALFORMED)).as(what).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a query without one, 0014070700",
    "version 1,           50524f585920544350342031302e302e302e3120",
    "a wrong family,      0d0a0d0a000d0a515549540a2151000c",
  })
  void aProxysConnectionWithoutAHeaderIsClosed(String what, String sent) throws IOException {
    try (TcpServer server = tcp();
        Socket socket = socket(PROXY, server.localAddress())) {
      socket.getOutputStream().write(bytes(sent));
      assertThat(socket.getInputStream().read()).as(what).isEqualTo(-1);
      assertThat(stats.total(Counter.PROXY_MALFORMED)).as(what).isEqualTo(1);
    }
  }

  @Test
  void fromOthersAHeaderIsNotRead() throws IOException {
    try (TcpServer tcp = tcp();
        UdpServer udp = udp();
        Socket socket = socket("127.0.0.3", tcp.localAddress());
        DatagramSocket datagrams = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.3"))) {
      socket.getOutputStream().write(framed(QUERY));
      assertThat(receive(socket)).isEqualTo("7f00000300000000 0000000000000000");
      send(datagrams, udp, concatenated(bytes(FROM_V4), QUERY));
      assertThat(receive(datagrams)).isEqualTo("7f00000300000000 0000000000000000");
      // Read as the length of a message, the signature is one that never comes whole.
      socket.getOutputStream().write(concatenated(bytes(FROM_V4), framed(QUERY)));
      socket.shutdownOutput();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      assertThat(stats.total(Counter.PROXY_MALFORMED)).isZero();
    }
  }

  /** Two connections a client: the proxy's own do not count, its clients' do. */
  @Test
  void limitsAreTheClients() throws IOException {
    try (TcpServer server = tcp();
        Socket one = passed(server, FROM_V4)) {
      assertThat(receive(one)).startsWith("c6336407");
      try (Socket two = passed(server, FROM_V4)) {
        assertThat(receive(two)).startsWith("c6336407");
        try (Socket three = passed(server, FROM_V4);
            Socket other = passed(server, FROM_V6)) {
          assertThat(three.getInputStream().read()).isEqualTo(-1);
          assertThat(receive(other)).startsWith("20010db8");
          assertThat(stats.total(Counter.CONNECTION_REFUSED)).isEqualTo(1);
        }
      }
      await().atMost(PATIENCE).until(() -> connections.open() == 1);
      try (Socket again = passed(server, FROM_V4)) {
        assertThat(receive(again)).startsWith("c6336407");
      }
    }
  }

  private Socket passed(TcpServer server, String header) throws IOException {
    Socket socket = socket(PROXY, server.localAddress());
    socket.getOutputStream().write(concatenated(bytes(header), framed(QUERY)));
    return socket;
  }

  /** Answers with the address of who asks, 16 bytes. */
  private record WhoAsks() implements Answerer {
    @Override
    public int answer(Exchange exchange) {
      if (exchange.queryLength < 2) {
        return 0;
      }
      Bytes.putU64(exchange.response, 0, exchange.sourceHigh);
      Bytes.putU64(exchange.response, 8, exchange.sourceLow);
      return 16;
    }

    @Override
    public int failure(Exchange exchange) {
      return 0;
    }
  }

  private TcpServer tcp() throws IOException {
    TcpServer server = new TcpServer(connections, any, 1, stats, counters -> new WhoAsks());
    server.start();
    return server;
  }

  private UdpServer udp() throws IOException {
    UdpServer server =
        new UdpServer(
            UdpSockets.best(),
            any,
            1,
            stats,
            counters -> new ProxiedAnswerer(trust, new WhoAsks(), counters));
    server.start();
    return server;
  }

  private static Socket socket(String from, InetSocketAddress to) throws IOException {
    Socket socket = new Socket(to.getAddress(), to.getPort(), InetAddress.ofLiteral(from), 0);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.setTcpNoDelay(true);
    return socket;
  }

  private static void send(DatagramSocket socket, UdpServer to, byte[] bytes) throws IOException {
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.send(new DatagramPacket(bytes, bytes.length, to.localAddress()));
  }

  private static String receive(DatagramSocket socket) throws IOException {
    DatagramPacket answer = new DatagramPacket(new byte[512], 512);
    socket.receive(answer);
    return halves(HexFormat.of().formatHex(answer.getData(), 0, answer.getLength()));
  }

  private static String receive(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    byte[] message = new byte[in.readUnsignedShort()];
    in.readFully(message);
    return halves(HexFormat.of().formatHex(message));
  }

  private static String halves(String address) {
    return address.substring(0, 16) + " " + address.substring(16);
  }

  private static byte[] framed(byte[] message) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeShort(message.length);
    out.write(message);
    return bytes.toByteArray();
  }

  private static byte[] concatenated(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
