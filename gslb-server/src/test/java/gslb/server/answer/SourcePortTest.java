package gslb.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.geo.PlaceTable;
import gslb.server.scenario.World;
import gslb.server.snapshot.Snapshot;
import gslb.server.stats.Counter;
import gslb.server.stats.QueryCounters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Datagrams that no query comes from: their answers would be answered, without end. */
class SourcePortTest {
  @TempDir Path folder;
  private final QueryCounters counters = new QueryCounters();
  private final Responder responder = new Responder(counters);
  private final Exchange exchange = new Exchange();
  private Snapshot snapshot = Snapshot.EMPTY;

  @BeforeEach
  void definitions() throws IOException {
    snapshot = World.of(AnswerPathZone.FILES, folder, PlaceTable.empty()).snapshot();
  }

  @ParameterizedTest(name = "{0} from port {1}")
  @CsvSource({
    // what, port, whether it is answered
    "query,     0,     false",
    "query,     7,     false", // echo
    "query,     13,    false", // daytime
    "query,     17,    false", // quote of the day
    "query,     19,    false", // character generator
    "query,     37,    false", // time
    "query,     53,    true", // resolvers and secondaries of old
    "query,     464,   true",
    "query,     1,     true",
    "query,     65535, true",
    "query,     -1,    true", // not told
    "update,    53,    true",
    "malformed, 53,    false",
    "malformed, 464,   false",
    "malformed, 7,     false",
    "malformed, 5353,  true",
    "malformed, -1,    true",
    "response,  53,    false",
    "response,  40000, false",
  })
  void answers(String what, int port, boolean answered) throws IOException {
    assertThat(ask(message(what), port) > 0).isEqualTo(answered);
    boolean byPort = !answered && !what.equals("response");
    assertThat(counters.get(Counter.DROPPED_PORT)).isEqualTo(byPort ? 1 : 0);
  }

  /** Two servers that each take the other's message for a broken query fall silent at once. */
  @Test
  void twoServersDoNotTalkToEachOther() throws IOException {
    int length = ask(message("malformed"), 40_000); // a forged one begins
    int rounds = 0;
    while (length > 0 && rounds < 10) {
      byte[] complaint = Arrays.copyOf(exchange.response, length);
      complaint[2] &= 0x7F; // of a server that forgets to say that this is a response
      length = ask(complaint, 53);
      rounds++;
    }
    assertThat(rounds).isOne();
  }

  private static byte[] message(String what) throws IOException {
    byte[] query = AnswerPathZone.query("www.example.org", "A", null, false);
    switch (what) {
      case "update" -> query[2] = 5 << 3;
      case "malformed" -> query[5] = 2;
      case "response" -> query[2] |= (byte) 0x80;
      default -> {}
    }
    return query;
  }

  private int ask(byte[] message, int port) {
    System.arraycopy(message, 0, exchange.query, 0, message.length);
    exchange.queryLength = message.length;
    exchange.sourcePort = port;
    return responder.respond(snapshot, exchange);
  }
}
