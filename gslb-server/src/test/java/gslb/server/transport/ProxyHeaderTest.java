package gslb.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers of PROXY protocol version 2 (§2.2) as bytes, after their signature. */
class ProxyHeaderTest {
  private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";
  private final ProxyHeader header = new ProxyHeader();

  @ParameterizedTest
  @CsvSource({
    "stream over IPv4,     21 11 000c c6336407 c0000201 d431 0035, 28, v4 c633640700000000 0",
    "datagram over IPv4,   21 12 000c c6336407 c0000201 d431 0035, 28, v4 c633640700000000 0",
    "IPv6,                 21 21 0024 20010db8000000000000000000000007"
        + " 20010db8000000000000000000000053 d431 0035, 52, v6 20010db800000000 7",
    "IPv4 written as IPv6, 21 22 0024 00000000000000000000ffffc6336407"
        + " 00000000000000000000ffffc0000201 d431 0035, 52, v4 c633640700000000 0",
    "with extensions,      21 11 0013 c6336407 c0000201 d431 0035 040004 01020304, 35,"
        + " v4 c633640700000000 0",
    "LOCAL,                20 00 0000, 16, nobody",
    "LOCAL with addresses, 20 11 000c c6336407 c0000201 d431 0035, 28, nobody",
    "UNSPEC,               21 00 0000, 16, nobody",
    "UNSPEC with bytes,    21 00 0003 aabbcc, 19, nobody",
    "a UNIX socket,        21 31 0002 aabb, 18, nobody",
  })
  void tellsTheClient(String what, String bytes, int length, String client) {
    byte[] whole = bytes(SIGNATURE + bytes + "beef");
    assertThat(header.read(whole, whole.length)).as(what).isEqualTo(length);
    assertThat(
            header.tellsClient
                ? "%s %x %x".formatted(header.v6 ? "v6" : "v4", header.high, header.low)
                : "nobody")
        .as(what)
        .isEqualTo(client);
  }

  @ParameterizedTest
  @CsvSource({
    "version 1 in text,       50524f58592054435034203139382e",
    "a DNS message,           12340100000100000000000003777777",
    "TLS,                     16030100c8010000c40303",
    "its twelfth byte wrong,  0d0a0d0a000d0a515549540b",
    "version 1 in its place,  0d0a0d0a000d0a515549540a 11 11 000c",
    "version 3,               0d0a0d0a000d0a515549540a 31 11 000c",
    "command 2,               0d0a0d0a000d0a515549540a 22 11 000c",
    "family 4,                0d0a0d0a000d0a515549540a 21 41 000c",
    "protocol 3,              0d0a0d0a000d0a515549540a 21 13 000c",
    "no room for IPv4,        0d0a0d0a000d0a515549540a 21 11 000b",
    "no room for IPv6,        0d0a0d0a000d0a515549540a 21 21 0023",
  })
  void whatIsNoHeader(String what, String bytes) {
    byte[] all = bytes(bytes);
    assertThat(header.read(all, all.length)).as(what).isEqualTo(ProxyHeader.MALFORMED);
  }

  @Test
  void aHeaderCutAnywhereIsIncomplete() {
    byte[] whole = bytes(SIGNATURE + "21 11 000f c6336407 c0000201 d431 0035 040000");
    for (int length = 0; length < whole.length; length++) {
      assertThat(header.read(whole, length)).isEqualTo(ProxyHeader.INCOMPLETE);
    }
    assertThat(header.read(whole, whole.length)).isEqualTo(whole.length);
  }

  @Test
  void anyBytesAreRead() {
    Random random = new Random(11);
    byte[] signature = bytes(SIGNATURE);
    byte[] some = new byte[600];
    for (int i = 0; i < 100_000; i++) {
      random.nextBytes(some);
      System.arraycopy(signature, 0, some, 0, random.nextInt(signature.length + 1));
      some[12] = random.nextBoolean() ? 0x21 : some[12];
      some[14] = (byte) random.nextInt(3);
      int length = random.nextInt(some.length);
      assertThat(header.read(some, length)).isBetween(ProxyHeader.MALFORMED, length);
    }
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
