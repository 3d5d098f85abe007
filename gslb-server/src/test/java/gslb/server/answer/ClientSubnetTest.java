package gslb.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.geo.PlaceTable;
import gslb.server.scenario.World;
import gslb.server.stats.QueryCounters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/** RFC 7871 §7.1.1 and S-2: what is malformed, and that what is not comes back as it came. */
class ClientSubnetTest {
  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "IPv4 /24,                      0001 18 00 cb0071,                    NOERROR",
    "IPv4 /0,                       0001 00 00,                           NOERROR",
    "IPv4 /32,                      0001 20 00 cb007101,                  NOERROR",
    "IPv4 /20,                      0001 14 00 cb0070,                    NOERROR",
    "IPv6 /56,                      0002 38 00 20010db8000000,            NOERROR",
    "IPv6 /128,                     0002 80 00 20010db8000000000000000000000001, NOERROR",
    "IPv6 /0,                       0002 00 00,                           NOERROR",
    "a scope in a query,            0001 18 18 cb0071,                    FORMERR",
    "family 0,                      0000 00 00,                           FORMERR",
    "family 3,                      0003 18 00 cb0071,                    FORMERR",
    "IPv4 /33,                      0001 21 00 cb00710100,                FORMERR",
    "IPv6 /129,                     0002 81 00 20010db80000000000000000000000010000, FORMERR",
    "an address too short,          0001 18 00 cb00,                      FORMERR",
    "an address too long,           0001 18 00 cb007100,                  FORMERR",
    "bits after the prefix,         0001 17 00 cb0071,                    FORMERR",
    "bits after an IPv6 prefix,     0002 41 00 20010db80000000040,        FORMERR",
    "an option of three bytes,      0001 18,                              FORMERR",
    "an empty option,               '',                                   FORMERR",
  })
  void optionIsJudged(String what, String option, String rcode) throws IOException {
    Message response = ask(option(option));
    assertThat(Rcode.string(response.getRcode())).isEqualTo(rcode);
    if (rcode.equals("NOERROR")) {
      byte[] sent = bytes(option);
      byte[] echoed = response.getOPT().getOptions(8).getFirst().toWire();
      sent[3] = echoed[4 + 3]; // the scope is ours
      assertThat(Arrays.copyOfRange(echoed, 4, echoed.length)).isEqualTo(sent);
    } else {
      assertThat(response.getOPT().getOptions(8)).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "twice the same,       0001 18 00 cb0071, 0001 18 00 cb0071",
    "of two families,      0001 18 00 cb0071, 0002 38 00 20010db8000000",
  })
  void twoOptionsAreMalformed(String what, String one, String other) throws IOException {
    Message response = ask(option(one) + option(other));
    assertThat(response.getRcode()).isEqualTo(Rcode.FORMERR);
    assertThat(response.getOPT().getOptions(8)).isEmpty();
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static String option(String hex) {
    return "0008%04x%s".formatted(bytes(hex).length, hex.replace(" ", ""));
  }

  private Message ask(String options) throws IOException {
    World world = World.of(AnswerPathZone.FILES, folder, PlaceTable.empty());
    byte[] plain = AnswerPathZone.query("drawn.example.org", "A", null, false);
    plain[11] = 1;
    String opt = "00002904d000000000%04x%s".formatted(options.length() / 2, options);
    byte[] query = HexFormat.of().parseHex(HexFormat.of().formatHex(plain) + opt);
    Exchange exchange = new Exchange();
    System.arraycopy(query, 0, exchange.query, 0, query.length);
    exchange.queryLength = query.length;
    int length = new Responder(new QueryCounters()).respond(world.snapshot(), exchange);
    return new Message(Arrays.copyOf(exchange.response, length));
  }
}
