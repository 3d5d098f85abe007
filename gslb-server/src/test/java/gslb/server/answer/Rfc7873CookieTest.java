package gslb.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.geo.PlaceTable;
import gslb.server.scenario.World;
import gslb.server.snapshot.Snapshot;
import gslb.server.stats.Counter;
import gslb.server.stats.QueryCounters;
import gslb.server.wire.CookieSecret;
import gslb.server.wire.ServerCookies;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/** DNS cookies: what a server does with each form of the option (RFC 7873 §5.2, §5.4). */
class Rfc7873CookieTest {
  private static final String CLIENT = "2464c4abcf10c957";
  private static final String FORGED = "010000005cf79f111f8130c3eee29480";
  private static final long NOON = 1_793_534_400_000L;

  @TempDir Path folder;
  private final QueryCounters counters = new QueryCounters();
  private final ServerCookies cookies = new ServerCookies(List.of(new CookieSecret(1, 2)));
  private final Exchange exchange = new Exchange();
  private Snapshot snapshot = Snapshot.EMPTY;
  private boolean require;

  @BeforeEach
  void definitions() throws IOException {
    snapshot = World.of(AnswerPathZone.FILES, folder, PlaceTable.empty()).snapshot();
    exchange.nowMillis = NOON;
    from("c0000201");
  }

  @Test
  void aClientLearnsACookieAndUsesIt() throws IOException {
    Message first = ask(question(CLIENT));
    assertThat(first.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(first.getSection(Section.ANSWER)).hasSize(2);
    String given = cookie(first);
    assertThat(given).hasSize(48).startsWith(CLIENT + "01000000");
    assertThat(counters.get(Counter.COOKIE_NONE)).isOne();

    exchange.nowMillis += 1_000;
    Message second = ask(question(given));
    assertThat(second.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(cookie(second)).startsWith(CLIENT).isNotEqualTo(given);
    assertThat(counters.get(Counter.COOKIE_VALID)).isOne();
  }

  @Test
  void aCookieIsItsClientsAlone() throws IOException {
    String given = cookie(ask(question(CLIENT)));
    from("c0000202");
    ask(question(given));
    assertThat(counters.get(Counter.COOKIE_INVALID)).isOne();
    assertThat(counters.get(Counter.COOKIE_VALID)).isZero();
  }

  /** Not enforced, a bad server cookie is answered and mended (§5.2.4). */
  @ParameterizedTest
  @ValueSource(strings = {"", FORGED, "0102030405060708", "01" + FORGED + FORGED})
  void isAnsweredWithAnyServerCookie(String serverCookie) throws IOException {
    String most = serverCookie.substring(0, Math.min(64, serverCookie.length()));
    Message response = ask(question(CLIENT + most));
    assertThat(response.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(cookie(response)).startsWith(CLIENT).doesNotContain(FORGED);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 9, 15, 41, 60})
  void aWrongLengthIsMalformed(int bytes) throws IOException {
    Message response = ask(question("00".repeat(bytes)));
    assertThat(response.getRcode()).isEqualTo(Rcode.FORMERR);
    assertThat(response.getOPT().getOptions()).isEmpty();
  }

  @Test
  void onlyTheFirstOptionCounts() throws IOException {
    String two = option(CLIENT) + option("00".repeat(3));
    assertThat(cookie(ask(message("0001", QUESTION, two)))).startsWith(CLIENT);
  }

  @Test
  void noCookieIsSentUnasked() throws IOException {
    assertThat(ask(message("0001", QUESTION, "")).getOPT().getOptions()).isEmpty();
  }

  @Test
  void withoutAQuestionACookieIsGiven() throws IOException {
    Message response = ask(message("0000", "", option(CLIENT)));
    assertThat(response.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(response.getSection(Section.QUESTION)).isEmpty();
    assertThat(response.getSection(Section.ANSWER)).isEmpty();
    String given = cookie(response);

    assertThat(ask(message("0000", "", option(given))).getRcode()).isEqualTo(Rcode.NOERROR);
    Message refuted = ask(message("0000", "", option(CLIENT + FORGED)));
    assertThat(refuted.getRcode()).isEqualTo(Rcode.BADCOOKIE);
    assertThat(cookie(refuted)).isEqualTo(given);
  }

  @Test
  void withoutAQuestionAndACookieItIsMalformed() throws IOException {
    assertThat(ask(message("0000", "", "")).getRcode()).isEqualTo(Rcode.FORMERR);
    assertThat(ask(message("0000", "", "00030000")).getRcode()).isEqualTo(Rcode.FORMERR);
  }

  @ParameterizedTest
  @CsvSource({
    "2464c4abcf10c957,                                 false, BADCOOKIE",
    "2464c4abcf10c957010000005cf79f111f8130c3eee29480, false, BADCOOKIE",
    "2464c4abcf10c957010000005cf79f111f8130c3eee29480, true,  NOERROR",
    "'',                                               false, NOERROR",
  })
  void required(String sent, boolean tcp, String rcode) throws IOException {
    require = true;
    exchange.tcp = tcp;
    Message response = ask(sent.isEmpty() ? message("0001", QUESTION, "") : question(sent));
    assertThat(Rcode.string(response.getRcode())).isEqualTo(rcode);
    boolean refused = rcode.equals("BADCOOKIE");
    assertThat(response.getSection(Section.ANSWER)).hasSize(refused ? 0 : 2);
    if (refused) {
      assertThat(ask(question(cookie(response))).getRcode()).isEqualTo(Rcode.NOERROR);
    }
  }

  private static final String QUESTION = "03777777076578616d706c65036f7267000001" + "0001";

  private static String question(String cookie) {
    return message("0001", QUESTION, option(cookie));
  }

  private static String option(String cookie) {
    return "000a%04x%s".formatted(cookie.length() / 2, cookie);
  }

  private static String message(String count, String question, String options) {
    return "12340000"
        + count
        + "000000000001"
        + question
        + "00002904d000000000%04x".formatted(options.length() / 2)
        + options;
  }

  private void from(String ipv4) {
    exchange.sourceHigh = (long) HexFormat.fromHexDigits(ipv4) << 32;
  }

  private Message ask(String hex) throws IOException {
    byte[] query = HexFormat.of().parseHex(hex);
    System.arraycopy(query, 0, exchange.query, 0, query.length);
    exchange.queryLength = query.length;
    Identity identity = new Identity("", "", cookies, require);
    int length = new Responder(identity, counters).respond(snapshot, exchange);
    return new Message(Arrays.copyOf(exchange.response, length));
  }

  private static String cookie(Message response) {
    EDNSOption option = response.getOPT().getOptions(EDNSOption.Code.COOKIE).getFirst();
    byte[] wire = option.toWire();
    return HexFormat.of().formatHex(wire, 4, wire.length);
  }
}
