package gslb.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.geo.PlaceTable;
import gslb.server.answer.Explanation.Steering;
import gslb.server.answer.Explanation.Weighed;
import gslb.server.compile.PresentationFormat;
import gslb.server.scenario.World;
import gslb.server.stats.QueryCounters;
import gslb.zones.Prefix;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S-37: an explanation names what the wire says, for any client and moment. */
class ExplanationTest {
  private static final int CLIENTS = 5_000;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drawn.example.org",
        "split.example.org",
        "turn.example.org",
        "crowd.example.org",
        "trickle.example.org",
        "last.example.org",
        "www.example.org"
      })
  void whatIsExplainedIsWhatIsSent(String name) throws IOException {
    World world = World.of(AnswerPathZone.FILES, folder, PlaceTable.bundled());
    SplittableRandom random = new SplittableRandom(3);
    Exchange exchange = new Exchange();
    Responder responder = new Responder(new QueryCounters());
    for (int i = 0; i < CLIENTS; i++) {
      byte[] address = {
        (byte) random.nextInt(1, 224), (byte) random.nextInt(), (byte) random.nextInt(), 0
      };
      long now = world.nowMillis() + random.nextInt(1_000_000);
      byte[] query =
          AnswerPathZone.query(
              name, "A", InetAddress.getByAddress(address).getHostAddress() + "/24", true);
      System.arraycopy(query, 0, exchange.query, 0, query.length);
      exchange.queryLength = query.length;
      exchange.nowMillis = now;
      int length = responder.respond(world.snapshot(), exchange);
      List<String> sent = PresentationFormat.answer(Arrays.copyOf(exchange.response, length));

      Prefix client = Prefix.of(InetAddress.getByAddress(address), 24);
      byte[] wireName = PresentationFormat.name(name);
      Explanation explanation = Rehearsal.explain(world.snapshot(), wireName, 1, client, true, now);
      assertThat(PresentationFormat.answer(HexFormat.of().parseHex(explanation.response())))
          .containsExactlyElementsOf(sent);
      for (Steering choice : explanation.choices()) {
        if (choice.spent() == null) {
          assertThat(choice.candidates().stream().filter(Weighed::picked).map(Weighed::target))
              .as("picked for %s", client)
              .containsExactlyInAnyOrderElementsOf(
                  sent.stream().map(ExplanationTest::data).toList());
        }
        assertThat(choice.scope()).isEqualTo(explanation.scope());
        assertThat(sent).allMatch(record -> record.contains(". " + choice.ttl() + " A "));
      }
    }
  }

  private static String data(String record) {
    return record.substring(record.lastIndexOf(' ') + 1);
  }
}
