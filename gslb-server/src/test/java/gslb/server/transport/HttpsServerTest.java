package gslb.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.server.stats.ServerStats;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** DNS over HTTPS (RFC 8484) with the JDK's client. */
class HttpsServerTest {
  private static final String MESSAGE = "application/dns-message";
  private final ServerStats stats = new ServerStats();
  private final Connections connections =
      new Connections(ConnectionLimits.DEFAULT, ProxyTrust.NONE, stats);
  private HttpsServer server;

  @BeforeEach
  void start() throws Exception {
    server =
        new HttpsServer(
            connections,
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
            2,
            stats,
            counters -> new Echo(),
            TestTls.certificate("first"));
    server.start();
  }

  @AfterEach
  void close() {
    server.close();
    connections.close();
    stats.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Version.class,
      names = {"HTTP_1_1", "HTTP_2"})
  void answersGetAndPost(Version version) throws Exception {
    try (HttpClient client = client(version)) {
      byte[] query = Echo.query(0, 300); // zeros: no question, no record
      HttpResponse<byte[]> posted = client.send(post(MESSAGE, query), BodyHandlers.ofByteArray());
      HttpResponse<byte[]> got =
          client.send(get("/dns-query?dns=" + base64(query)), BodyHandlers.ofByteArray());
      for (HttpResponse<byte[]> response : List.of(posted, got)) {
        assertThat(response.version()).isEqualTo(version);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).hasValue(MESSAGE);
        assertThat(response.headers().firstValue("cache-control")).hasValue("max-age=0");
        assertThat(response.body()).isEqualTo(Echo.answerTo(query));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /dns-query?dns=AAAAAAAAAAAAAAAA,        200",
    "GET,    /dns-query?dns=AAAAAAAAAAAAAAAAAA==,    400",
    "GET,    /dns-query?dns=A*,                      400",
    "GET,    /dns-query?dns=AAAA,                    400",
    "GET,    /dns-query?dns=,                        400",
    "GET,    /dns-query,                             400",
    "GET,    /dns-query?dns=AAAA&dns=AAAA,           400",
    "GET,    /,                                      404",
    "GET,    /dns-query/x,                           404",
    "PUT,    /dns-query,                             405",
    "DELETE, /dns-query,                             405",
  })
  void whatIsNoQueryIsRefused(String method, String path, int status) throws Exception {
    try (HttpClient client = client(Version.HTTP_2)) {
      HttpRequest request =
          HttpRequest.newBuilder(uri(path)).method(method, BodyPublishers.noBody()).build();
      assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(status);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "application/dns-message, 12,    200",
    "Application/DNS-Message, 12,    200",
    "application/dns-message, 65535, 200",
    "application/dns-message, 65536, 413",
    "application/dns-message, 11,    400",
    "application/dns-message, 0,     400",
    "application/json,        12,    415",
  })
  void aPostHasATypeAndASize(String type, int bytes, int status) throws Exception {
    for (Version version : new Version[] {Version.HTTP_1_1, Version.HTTP_2}) {
      try (HttpClient client = client(version)) {
        HttpRequest request = post(type, new byte[bytes]);
        assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(status);
      }
    }
  }

  @Test
  void anotherCertificateIsForNewConnections() throws Exception {
    server.renew(TestTls.certificate("second"));
    try (HttpClient client = client(Version.HTTP_2)) {
      HttpResponse<Void> response =
          client.send(post(MESSAGE, Echo.query(1, 1)), BodyHandlers.discarding());
      assertThat(response.sslSession().orElseThrow().getPeerPrincipal().getName())
          .isEqualTo("CN=second.test");
    }
  }

  private static HttpClient client(Version version) throws Exception {
    return HttpClient.newBuilder()
        .version(version)
        .sslContext(TestTls.client())
        .connectTimeout(Duration.ofSeconds(20))
        .build();
  }

  private HttpRequest get(String path) {
    return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20)).build();
  }

  private HttpRequest post(String type, byte[] body) {
    return HttpRequest.newBuilder(uri("/dns-query"))
        .timeout(Duration.ofSeconds(20))
        .header("Content-Type", type)
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  private URI uri(String path) {
    String host = "https://127.0.0.1:" + server.localAddress().getPort();
    return URI.create(host + path.replace("*", "%2A"));
  }

  private static String base64(byte[] message) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(message);
  }
}
