package gslb.server.tools;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.server.StartException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Knot's {@code kdig} over encrypted connections, and what it makes of options. */
@Tag("peers")
class KdigTest {
  @TempDir private static Path folder;
  private static WholeServer server;

  @BeforeAll
  static void start() throws IOException, StartException {
    server = WholeServer.start(folder);
  }

  @AfterAll
  static void close() {
    server.close();
  }

  /** RFC 7858, RFC 8484; kdig pads its queries, so answers are padded too (RFC 8467 §4.1). */
  @ParameterizedTest
  @CsvSource({
    "+tls,         TLS session (TLS1.3)",
    "+https,       HTTP session (HTTP/2-POST)-(127.0.0.1/dns-query)-(status: 200)",
    "+https-get,   HTTP session (HTTP/2-GET)-(127.0.0.1/dns-query)-(status: 200)",
  })
  void asksInPrivate(String argument, String session) throws IOException {
    Printed printed = kdig(argument + " www.example.org A");
    assertThat(printed.text()).contains(";; " + session);
    assertThat(printed.status()).isEqualTo("NOERROR");
    assertThat(printed.flags()).isEqualTo("qr aa");
    assertThat(printed.records()).containsExactly("www.example.org. 3600 IN A 192.0.2.10");
    assertThat(printed.options()).containsExactly("PADDING: 404 B");
    assertThat(printed.size()).isEqualTo(468);
  }

  /** RFC 8310 §8.1: the server's name and certificate are held to what the client trusts. */
  @ParameterizedTest
  @CsvSource({"localhost, true", "ns1.example.org, false"})
  void checksWhoAnswers(String name, boolean trusted) throws IOException {
    String ca = "+tls-ca=" + WholeServer.tlsFile("first.pem");
    Printed printed = kdig(ca + " +tls-hostname=" + name + " www.example.org A");
    assertThat(printed.records()).as(printed.text()).hasSize(trusted ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({"+keepopen, 1", "+nokeepopen, 2"})
  void keepsItsConnection(String argument, int connections) throws IOException {
    try (Relay relay = new Relay(server.port("+tcp"))) {
      Printed printed =
          Tool.KDIG.ask(relay.port(), "+tcp " + argument + " www.example.org A ns1.example.org A");
      assertThat(printed.statuses()).as(printed.text()).containsExactly("NOERROR", "NOERROR");
      assertThat(relay.connections()).isEqualTo(connections);
    }
  }

  @Test
  void readsEveryOption() throws IOException {
    Printed printed =
        kdig("+cookie +nsid +subnet=203.0.113.0/26 +ednsopt=19 +ednsopt=100 near.example.org A");
    assertThat(printed.text()).contains("BADCOOKIE");
    assertThat(printed.status()).as(printed.text()).isEqualTo("NOERROR");
    assertThat(printed.options())
        .as(printed.text())
        .satisfiesExactlyInAnyOrder(
            nsid -> assertThat(nsid).isEqualTo("NSID: 6672612D6E7331 \"fra-ns1\""),
            subnet -> assertThat(subnet).isEqualTo("CLIENT-SUBNET: 203.0.113.0/26/25"),
            cookie -> assertThat(cookie).matches("COOKIE: [0-9A-F]{48}"),
            version -> assertThat(version).endsWith(": 020078C40591"));
  }

  /** RFC 5936 and RFC 1995: IXFR from a serial we know nothing of is the whole zone. */
  @ParameterizedTest
  @CsvSource({"AXFR, 66", "IXFR=1, 66", "IXFR=2026112401, 2"})
  void fetchesTheZoneWithItsKey(String type, int records) throws IOException {
    Printed printed = kdig("-y " + WholeServer.KEY + " example.org " + type);
    assertThat(printed.records()).as(printed.text()).hasSize(records);
    assertThat(printed.records().getLast()).startsWith("xfr.example. 0 ANY TSIG hmac-sha256. ");
  }

  private static Printed kdig(String arguments) throws IOException {
    return Tool.KDIG.ask(server.port(arguments), arguments);
  }
}
