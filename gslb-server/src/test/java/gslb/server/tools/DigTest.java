package gslb.server.tools;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.server.StartException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** BIND's {@code dig} understands what it is answered. */
@Tag("peers")
class DigTest {
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

  /** Arguments, and of the last response its code, its flags, its one option, its one record. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // RFC 5001, RFC 9660, RFC 7871
        "+nsid www.example.org A | NOERROR | qr aa | NSID: 66 72 61 2d 6e 73 31 (\"fra-ns1\") |"
            + " www.example.org. 3600 IN A 192.0.2.10",
        "+ednsopt=19 www.example.org A | NOERROR | qr aa | OPT=19: 02 00 78 c4 05 91 (\"..x...\") |"
            + " www.example.org. 3600 IN A 192.0.2.10",
        "+ednsopt=19:00 www.example.org A | FORMERR | qr | |",
        "+subnet=203.0.113.0/26 near.example.org A | NOERROR | qr aa | CLIENT-SUBNET:"
            + " 203.0.113.0/26/25 | near.example.org. 60 IN A 192.0.2.21",
        "+subnet=203.0.113.128/25 near.example.org A | NOERROR | qr aa | CLIENT-SUBNET:"
            + " 203.0.113.128/25/25 | near.example.org. 60 IN A 192.0.2.22",
        "+subnet=203.0.113.0/24 www.example.org A | NOERROR | qr aa | CLIENT-SUBNET:"
            + " 203.0.113.0/24/0 | www.example.org. 3600 IN A 192.0.2.10",
        "+subnet=0 near.example.org A | NOERROR | qr aa | CLIENT-SUBNET: 0.0.0.0/0/0 |"
            + " near.example.org. 60 IN A 192.0.2.22",
        // RFC 6891 §6.1.2 and §6.1.3: unknown options and flags, other versions
        "+ednsopt=100 www.example.org A | NOERROR | qr aa | | www.example.org. 3600 IN A"
            + " 192.0.2.10",
        "+ednsopt=100:abcd www.example.org A | NOERROR | qr aa | | www.example.org. 3600 IN A"
            + " 192.0.2.10",
        "+ednsflags=0x4000 www.example.org A | NOERROR | qr aa | | www.example.org. 3600 IN A"
            + " 192.0.2.10",
        "+edns=1 +noednsnegotiation www.example.org A | BADVERS | qr | |",
        "+edns=1 +noednsneg +nsid +ednsopt=100 www.example.org A | BADVERS | qr | |",
        "+edns=1 www.example.org A | NOERROR | qr aa | | www.example.org. 3600 IN A 192.0.2.10",
        "+bufsize=100 www.example.org A | NOERROR | qr aa | | www.example.org. 3600 IN A"
            + " 192.0.2.10",
        // RFC 7873: no cookie of any length but 8 and 16..40; RFC 7830: no padding in the clear
        "+cookie=0102 www.example.org A | FORMERR | qr | |",
        "+padding=128 www.example.org A | NOERROR | qr aa | | www.example.org. 3600 IN A"
            + " 192.0.2.10",
        "+padding=128 +tcp www.example.org A | NOERROR | qr aa | | www.example.org. 3600 IN A"
            + " 192.0.2.10",
        // RFC 7828
        "+tcp +ednsopt=11 www.example.org A | NOERROR | qr aa | TCP KEEPALIVE: 10.0 secs |"
            + " www.example.org. 3600 IN A 192.0.2.10",
        "+ednsopt=11 www.example.org A | NOERROR | qr aa | | www.example.org. 3600 IN A 192.0.2.10",
        // RFC 4892, RFC 8914, RFC 8906
        "CH TXT version.bind | NOERROR | qr | | version.bind. 0 CH TXT \"gslb test\"",
        "CH TXT VERSION.server | NOERROR | qr | | VERSION.server. 0 CH TXT \"gslb test\"",
        "CH TXT id.server | NOERROR | qr | | id.server. 0 CH TXT \"fra-ns1\"",
        "CH TXT hostname.bind | NOERROR | qr | | hostname.bind. 0 CH TXT \"fra-ns1\"",
        "CH TXT authors.bind | REFUSED | qr | EDE: 18 (Prohibited) |",
        "www.example.com A | REFUSED | qr | EDE: 20 (Not Authoritative) |",
        "+opcode=status www.example.org A | NOTIMP | qr | EDE: 21 (Not Supported) |",
        "+header-only | FORMERR | qr | |",
        "+edns=0 www.example.org A | NOERROR | qr aa | | www.example.org. 3600 IN A 192.0.2.10",
        // RFC 7858, RFC 8484
        "+tls www.example.org A | NOERROR | qr aa | | www.example.org. 3600 IN A 192.0.2.10",
        "+https www.example.org A | NOERROR | qr aa | | www.example.org. 3600 IN A 192.0.2.10",
        "+https-get www.example.org A | NOERROR | qr aa | | www.example.org. 3600 IN A 192.0.2.10",
        "+https +padding=128 www.example.org A | NOERROR | qr aa | PAD: (404 bytes) |"
            + " www.example.org. 3600 IN A 192.0.2.10",
      })
  void understands(
      String arguments,
      String status,
      String flags,
      @Nullable String option,
      @Nullable String record)
      throws IOException {
    Printed printed = dig(arguments);
    assertThat(printed.status()).as(printed.text()).isEqualTo(status);
    assertThat(printed.flags()).as(printed.text()).isEqualTo(flags);
    assertThat(printed.options()).as(printed.text()).isEqualTo(noneOrOne(option));
    assertThat(printed.records()).as(printed.text()).isEqualTo(noneOrOne(record));
    assertThat(printed.text()).doesNotContainIgnoringCase("warning", "malformed");
  }

  /**
   * RFC 2181 §9, RFC 6891 §6.2.5: 60 records whole, or nothing and TC. Six bytes are kept for a
   * reason (RFC 8914).
   */
  @ParameterizedTest
  @CsvSource({
    "+ignore +noedns,       true,  0,  33",
    "+ignore +bufsize=512,  true,  0,  44",
    "+ignore +bufsize=1003, true,  0,  44",
    "+ignore +bufsize=1004, false, 60, 1004",
    "+ignore +bufsize=4096, false, 60, 1004",
    "+noedns,               false, 60, 993",
    "+bufsize=512,          false, 60, 1004",
  })
  void setsTcOrSendsAll(String arguments, boolean tc, int records, int bytes) throws IOException {
    Printed printed = dig(arguments + " big.example.org A");
    assertThat(printed.flags()).as(printed.text()).isEqualTo(tc ? "qr aa tc" : "qr aa");
    assertThat(printed.records()).as(printed.text()).hasSize(records);
    assertThat(printed.size()).as(printed.text()).isEqualTo(bytes);
    assertThat(printed.text().contains("Truncated, retrying in TCP mode."))
        .isEqualTo(!arguments.contains("+ignore"));
  }

  /** RFC 7873 §5.2.3 with a server that insists: refused, then answered with the cookie given. */
  @Test
  void comesAgainWithItsCookie() throws IOException {
    Printed refused = dig("+cookie +nobadcookie www.example.org A");
    assertThat(refused.status()).isEqualTo("BADCOOKIE");
    assertThat(refused.options()).singleElement().asString().matches("COOKIE: \\w{48} \\(good\\)");

    Printed again = dig("+cookie www.example.org A");
    assertThat(again.text()).contains("BADCOOKIE, retrying");
    assertThat(again.status()).isEqualTo("NOERROR");
    assertThat(again.options()).singleElement().asString().matches("COOKIE: \\w{48} \\(good\\)");

    String cookie = again.options().getFirst().split(" ")[1];
    Printed later = dig("+cookie=" + cookie + " +nobadcookie www.example.org A");
    assertThat(later.status()).isEqualTo("NOERROR");
    assertThat(later.text()).doesNotContain("BADCOOKIE");
  }

  /** RFC 7766 §6.2.1: the second query goes over the connection of the first. */
  @ParameterizedTest
  @CsvSource({"+keepopen, 1", "+nokeepopen, 2"})
  void keepsItsConnection(String argument, int connections) throws IOException {
    try (Relay relay = new Relay(server.port("+tcp"))) {
      Printed printed =
          Tool.DIG.ask(relay.port(), "+tcp " + argument + " www.example.org A ns1.example.org A");
      assertThat(printed.statuses()).as(printed.text()).containsExactly("NOERROR", "NOERROR");
      assertThat(printed.records())
          .containsExactly(
              "www.example.org. 3600 IN A 192.0.2.10", "ns1.example.org. 3600 IN A 192.0.2.1");
      assertThat(relay.connections()).isEqualTo(connections);
    }
  }

  /** RFC 5936, RFC 8945: the whole zone for the key, nothing without it or with another secret. */
  @Test
  void fetchesTheZoneWithItsKey() throws IOException {
    List<String> records = dig("-y " + WholeServer.KEY + " example.org AXFR").records();
    assertThat(records).hasSize(66);
    assertThat(records.getFirst()).startsWith("example.org. 3600 IN SOA ns1.example.org.");
    assertThat(records.get(64)).isEqualTo(records.getFirst());
    assertThat(records.getLast()).startsWith("xfr.example. 0 ANY TSIG hmac-sha256. ");

    Printed unsigned = dig("example.org AXFR");
    assertThat(unsigned.text()).contains("Transfer failed.");
    assertThat(unsigned.records()).isEmpty();

    Printed forged = dig("-y hmac-sha256:xfr.example:YW5vdGhlciBzZWNyZXQ= example.org AXFR");
    assertThat(forged.text()).contains("Transfer failed.");
    assertThat(forged.records()).noneMatch(record -> record.contains(" IN "));
  }

  private static Printed dig(String arguments) throws IOException {
    return Tool.DIG.ask(server.port(arguments), arguments);
  }

  private static List<String> noneOrOne(@Nullable String text) {
    return text == null ? List.of() : List.of(text);
  }
}
