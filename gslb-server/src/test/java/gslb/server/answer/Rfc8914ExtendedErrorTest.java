package gslb.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.server.snapshot.Snapshot;
import gslb.server.stats.QueryCounters;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/** Extended errors that no scenario can ask for; the others are in protocol/errors.scenario. */
class Rfc8914ExtendedErrorTest {
  private static final String OPT = "00002904d00000000000 00";
  private static final String QUESTION = "0377777700 0001 0001 ";

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "no definitions yet,         0000 0001 0000 0000 0001, question, SERVFAIL, 000f0002000e",
    "opcode STATUS,              1000 0000 0000 0000 0001, '',       NOTIMP,   000f00020015",
    "opcode 15 with a question,  7800 0001 0000 0000 0001, question, NOTIMP,   000f00020015",
  })
  void told(String what, String header, String question, String rcode, String option)
      throws IOException {
    Message response = ask(header, question.isEmpty() ? "" : QUESTION, OPT);
    assertThat(Rcode.string(response.getRcode())).isEqualTo(rcode);
    assertThat(response.getOPT().getOptions())
        .extracting(told -> HexFormat.of().formatHex(told.toWire()))
        .containsExactly(option);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "no definitions yet,         0000 0001 0000 0000 0000, question, SERVFAIL",
    "opcode 15,                  7800 0001 0000 0000 0000, question, NOTIMP",
    "opcode 15 and too few bytes, 7800 0001 0009 0000 0001, question, NOTIMP",
  })
  void nothingIsToldToWhoSpeaksNoEdns(String what, String header, String question, String rcode)
      throws IOException {
    Message response = ask(header, QUESTION, "");
    assertThat(Rcode.string(response.getRcode())).isEqualTo(rcode);
    assertThat(response.getOPT()).isNull();
  }

  private static Message ask(String header, String question, String opt) throws IOException {
    byte[] query = HexFormat.of().parseHex(("1234" + header + question + opt).replace(" ", ""));
    Exchange exchange = new Exchange();
    System.arraycopy(query, 0, exchange.query, 0, query.length);
    exchange.queryLength = query.length;
    int length = new Responder(new QueryCounters()).respond(Snapshot.EMPTY, exchange);
    return new Message(Arrays.copyOf(exchange.response, length));
  }
}
