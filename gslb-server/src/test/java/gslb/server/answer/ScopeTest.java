package gslb.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.geo.PlaceTable;
import gslb.server.scenario.World;
import gslb.server.stats.QueryCounters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;

/**
 * S-3, P21: whoever is inside the scope of an answer gets that answer; over the bytes, on the
 * default database.
 */
class ScopeTest {
  private static final int NETWORKS = 20_000;
  private static final int NEIGHBOURS = 5;

  @TempDir Path folder;
  private final Exchange exchange = new Exchange();
  private final Responder responder = new Responder(new QueryCounters());

  @ParameterizedTest
  @CsvSource({
    "drawn.example.org, false", "split.example.org, false", "turn.example.org, false",
    "steered-alias.example.org, false", "crowd.example.org, false", "trickle.example.org, false",
    "drawn.example.org, true", "split.example.org, true", "trickle.example.org, true",
  })
  void everyClientInsideTheScopeGetsTheAnswer(String name, boolean v6) throws IOException {
    World world = World.of(AnswerPathZone.FILES, folder, PlaceTable.bundled());
    SplittableRandom random = new SplittableRandom(name.hashCode());
    int bytes = v6 ? 16 : 4;
    for (int i = 0; i < NETWORKS; i++) {
      byte[] address = new byte[bytes];
      random.nextBytes(address);
      if (v6) {
        address[0] = 0x20 | 0x0A; // 2a00::/8, where networks are
      }
      Message answer = ask(world, name, address);
      int scope =
          ((ClientSubnetOption) answer.getOPT().getOptions(8).getFirst()).getScopePrefixLength();
      for (int j = 0; j < NEIGHBOURS; j++) {
        byte[] neighbour = inside(address, scope, random);
        assertThat(records(ask(world, name, neighbour)))
            .as(
                "%s of %s and %s, scope %d",
                name, Arrays.toString(address), Arrays.toString(neighbour), scope)
            .isEqualTo(records(answer));
      }
    }
  }

  private static byte[] inside(byte[] address, int scope, SplittableRandom random) {
    byte[] neighbour = new byte[address.length];
    random.nextBytes(neighbour);
    for (int bit = 0; bit < scope; bit++) {
      int mask = 0x80 >>> bit % 8;
      neighbour[bit / 8] = (byte) (neighbour[bit / 8] & ~mask | address[bit / 8] & mask);
    }
    return neighbour;
  }

  private static List<String> records(Message message) {
    return message.getSection(Section.ANSWER).stream().map(Object::toString).sorted().toList();
  }

  private Message ask(World world, String name, byte[] address) throws IOException {
    byte[] query =
        AnswerPathZone.query(name, "A", address.length == 4 ? "0.0.0.0/32" : "::/128", true);
    System.arraycopy(address, 0, query, query.length - address.length, address.length);
    System.arraycopy(query, 0, exchange.query, 0, query.length);
    exchange.queryLength = query.length;
    exchange.nowMillis = world.nowMillis();
    int length = responder.respond(world.snapshot(), exchange);
    return new Message(Arrays.copyOf(exchange.response, length));
  }
}
