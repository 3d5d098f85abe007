package gslb.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.server.stats.ServerStats;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DNS over TLS (RFC 7858) with the JDK's client. */
class TlsServerTest {
  private static final int PATIENCE_MILLIS = 20_000;
  private final ServerStats stats = new ServerStats();
  private Connections connections;

  @AfterEach
  void close() {
    connections.close();
    stats.close();
  }

  /** What a client offers by ALPN, and what is agreed on. */
  @ParameterizedTest
  @CsvSource({"dot, dot", "h2 dot, dot", "'', ''"})
  void answersManyQueriesOnAConnection(String offered, String agreed) throws Exception {
    try (TlsServer server = started(ConnectionLimits.DEFAULT);
        SSLSocket client = connected(server, offered)) {
      assertThat(client.getApplicationProtocol()).isEqualTo(agreed);
      DataOutputStream out = new DataOutputStream(client.getOutputStream());
      for (int i = 1; i <= 20; i++) {
        byte[] query = Echo.query(i, 700 * i);
        out.writeShort(query.length);
        out.write(query);
      }
      for (int i = 1; i <= 20; i++) {
        assertThat(receive(client)).isEqualTo(Echo.answerTo(Echo.query(i, 700 * i)));
      }
    }
  }

  @Test
  void anotherCertificateIsForNewConnections() throws Exception {
    try (TlsServer server = started(ConnectionLimits.DEFAULT);
        SSLSocket before = connected(server, "dot")) {
      assertThat(subject(before)).isEqualTo("CN=first.test");
      server.renew(TestTls.certificate("second"));
      try (SSLSocket after = connected(server, "dot")) {
        assertThat(subject(after)).isEqualTo("CN=second.test");
        assertThat(ask(after)).isEqualTo(Echo.answerTo(Echo.query(3, 10)));
      }
      assertThat(ask(before)).isEqualTo(Echo.answerTo(Echo.query(3, 10)));
    }
  }

  /** Neither costs more than its connection: the next client is answered. */
  @ParameterizedTest
  @CsvSource({"not TLS at all, 000c0102", "a hello that never ends, 16030100ff01", "silence, ''"})
  void whoDoesNotFinishTheHandshakeIsClosed(String what, String sent) throws Exception {
    ConnectionLimits impatient =
        new ConnectionLimits(10, 10, Duration.ofMillis(500), Duration.ofMillis(500), 1 << 20);
    try (TlsServer server = started(impatient);
        Socket client = new Socket("127.0.0.1", server.localAddress().getPort())) {
      client.setSoTimeout(PATIENCE_MILLIS);
      client.getOutputStream().write(HexFormat.of().parseHex(sent));
      client.getInputStream().readAllBytes(); // an alert or nothing, then the end
      try (SSLSocket next = connected(server, "dot")) {
        assertThat(ask(next)).as(what).isEqualTo(Echo.answerTo(Echo.query(3, 10)));
      }
    }
  }

  private TlsServer started(ConnectionLimits limits) throws IOException {
    connections = new Connections(limits, ProxyTrust.NONE, stats);
    TlsServer server =
        new TlsServer(
            connections,
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
            2,
            stats,
            counters -> new Echo(),
            TestTls.certificate("first"));
    server.start();
    return server;
  }

  private static SSLSocket connected(TlsServer server, String offered)
      throws IOException, GeneralSecurityException {
    SSLSocket client =
        (SSLSocket)
            TestTls.client()
                .getSocketFactory()
                .createSocket("127.0.0.1", server.localAddress().getPort());
    client.setSoTimeout(PATIENCE_MILLIS);
    SSLParameters parameters = client.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setApplicationProtocols(offered.isEmpty() ? new String[0] : offered.split(" "));
    client.setSSLParameters(parameters);
    client.startHandshake();
    return client;
  }

  private static String subject(SSLSocket client) throws IOException {
    X509Certificate own = (X509Certificate) client.getSession().getPeerCertificates()[0];
    return own.getSubjectX500Principal().getName();
  }

  private static byte[] ask(SSLSocket client) throws IOException {
    DataOutputStream out = new DataOutputStream(client.getOutputStream());
    byte[] query = Echo.query(3, 10);
    out.writeShort(query.length);
    out.write(query);
    return receive(client);
  }

  private static byte[] receive(SSLSocket client) throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    byte[] message = new byte[in.readUnsignedShort()];
    in.readFully(message);
    return message;
  }
}
