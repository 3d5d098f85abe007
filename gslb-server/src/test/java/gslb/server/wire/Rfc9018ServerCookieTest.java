package gslb.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cookies every implementation of RFC 9018 makes: its appendix A, and the rules of its §4. */
class Rfc9018ServerCookieTest {
  private static final String SECRET = "e5e973e5a6b2a43f48e7dc849e37bfcf";
  private static final String OLD = "dd3bdf9344b678b185a6f5cb60fca715";
  private static final String NEW = "445536bcd2513298075a5d379663c962";
  private static final String V6 = "2001:db8:220:1:59de:d0f4:8769:82b8";

  /** A client's address, left-aligned in 128 bits. */
  private record Client(boolean v6, long high, long low) {
    static Client of(String text) throws UnknownHostException {
      byte[] address = InetAddress.getByName(text).getAddress();
      ByteBuffer left = ByteBuffer.wrap(Arrays.copyOf(address, 16));
      return new Client(address.length == 16, left.getLong(), left.getLong());
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "A.1 first cookie, 198.51.100.100, 1559731985, 2464c4abcf10c957,"
        + " 010000005cf79f111f8130c3eee29480",
    "A.2 next cookie,  198.51.100.100, 1559734385, 2464c4abcf10c957,"
        + " 010000005cf7a871d4a564a1442aca77",
    "A.3 other client, 203.0.113.203,  1559734700, fc93fc62807ddb86,"
        + " 010000005cf7a9acf73a7810aca2381e",
  })
  void makes(String what, String client, long seconds, String clientCookie, String expected)
      throws UnknownHostException {
    assertThat(cookie(cookies(SECRET), clientCookie, client, seconds)).as(what).isEqualTo(expected);
  }

  @Test
  void makesForAnIpv6ClientWithTheNewSecret() throws UnknownHostException {
    assertThat(cookie(cookies(NEW, OLD), "22681ab97d52c298", V6, 1559741961))
        .isEqualTo("010000005cf7c609a6bb79d16625507a");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "A.2 of the client, 198.51.100.100, 1559734385, 2464c4abcf10c957,"
        + " 010000005cf79f111f8130c3eee29480, true",
    "A.3 reserved bits, 203.0.113.203,  1559728000, fc93fc62807ddb86,"
        + " 01abcdef5cf78f71a314227b6679ebf5, true",
    "the same zeroed,   203.0.113.203,  1559728000, fc93fc62807ddb86,"
        + " 010000005cf78f71a314227b6679ebf5, false",
    "another address,   198.51.100.101, 1559734385, 2464c4abcf10c957,"
        + " 010000005cf79f111f8130c3eee29480, false",
    "another client's,  198.51.100.100, 1559734385, 2464c4abcf10c958,"
        + " 010000005cf79f111f8130c3eee29480, false",
    "another hash,      198.51.100.100, 1559734385, 2464c4abcf10c957,"
        + " 010000005cf79f111f8130c3eee29481, false",
    "another version,   198.51.100.100, 1559734385, 2464c4abcf10c957,"
        + " 020000005cf79f111f8130c3eee29480, false",
    "an hour old,       198.51.100.100, 1559735585, 2464c4abcf10c957,"
        + " 010000005cf79f111f8130c3eee29480, true",
    "older,             198.51.100.100, 1559735586, 2464c4abcf10c957,"
        + " 010000005cf79f111f8130c3eee29480, false",
    "5 minutes ahead,   198.51.100.100, 1559731685, 2464c4abcf10c957,"
        + " 010000005cf79f111f8130c3eee29480, true",
    "further ahead,     198.51.100.100, 1559731684, 2464c4abcf10c957,"
        + " 010000005cf79f111f8130c3eee29480, false",
  })
  void verifies(
      String what,
      String client,
      long seconds,
      String clientCookie,
      String serverCookie,
      boolean valid)
      throws UnknownHostException {
    assertThat(valid(cookies(SECRET), clientCookie, client, seconds, serverCookie))
        .as(what)
        .isEqualTo(valid);
  }

  /** A.4: a cookie of the old secret, verified while both are known. */
  @Test
  void verifiesWithEverySecret() throws UnknownHostException {
    String cookie = "010000005cf7c57926556bd0934c72f8";
    ServerCookies rolling = cookies(OLD);
    assertThat(valid(rolling, "22681ab97d52c298", V6, 1559741961, cookie)).isTrue();
    rolling.replace(secrets(NEW, OLD));
    assertThat(valid(rolling, "22681ab97d52c298", V6, 1559741961, cookie)).isTrue();
    rolling.replace(secrets(NEW));
    assertThat(valid(rolling, "22681ab97d52c298", V6, 1559741961, cookie)).isFalse();
  }

  @Test
  void timeIsSerialBeyond2106() throws UnknownHostException {
    ServerCookies cookies = cookies(SECRET);
    long wrap = 1L << 32;
    String before = cookie(cookies, "2464c4abcf10c957", "192.0.2.1", wrap - 60);
    assertThat(valid(cookies, "2464c4abcf10c957", "192.0.2.1", wrap + 60, before)).isTrue();
    assertThat(valid(cookies, "2464c4abcf10c957", "192.0.2.1", wrap + 3600, before)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "e5", "e5e973e5a6b2a43f48e7dc849e37bfcg", SECRET + "00"})
  void whatIsNoSecret(String hex) {
    assertThat(CookieSecret.parse(hex)).isNull();
  }

  private static ServerCookies cookies(String... hex) {
    return new ServerCookies(secrets(hex));
  }

  private static List<CookieSecret> secrets(String... hex) {
    return Arrays.stream(hex)
        .map(text -> Objects.requireNonNull(CookieSecret.parse(text)))
        .toList();
  }

  private static String cookie(
      ServerCookies cookies, String clientCookie, String client, long seconds)
      throws UnknownHostException {
    Client from = Client.of(client);
    long head = ServerCookies.head(seconds * 1000);
    long asked = HexFormat.fromHexDigitsToLong(clientCookie);
    long hash = cookies.hash(asked, head, from.v6(), from.high(), from.low());
    return HexFormat.of().toHexDigits(head) + HexFormat.of().toHexDigits(hash);
  }

  private static boolean valid(
      ServerCookies cookies, String clientCookie, String client, long seconds, String cookie)
      throws UnknownHostException {
    Client from = Client.of(client);
    return cookies.valid(
        HexFormat.fromHexDigitsToLong(clientCookie),
        HexFormat.fromHexDigitsToLong(cookie, 0, 16),
        HexFormat.fromHexDigitsToLong(cookie, 16, 32),
        from.v6(),
        from.high(),
        from.low(),
        seconds * 1000);
  }
}
