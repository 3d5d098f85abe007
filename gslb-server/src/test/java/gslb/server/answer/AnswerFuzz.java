package gslb.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import gslb.geo.PlaceTable;
import gslb.server.limit.RateLimiter;
import gslb.server.scenario.World;
import gslb.server.snapshot.Snapshot;
import gslb.server.stats.QueryCounters;
import gslb.server.wire.ServerCookies;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.Message;

/**
 * Any bytes get a response that can be read, or none: of the query's id and question, within its
 * transport's bounds, and the same once more.
 */
class AnswerFuzz {
  @TempDir static Path folder;
  private static final Exchange EXCHANGE = new Exchange();
  private static final Responder RESPONDER =
      new Responder(
          new Identity("ns1", "test", ServerCookies.ofThisProcess(), false),
          RateLimiter.NONE,
          new QueryCounters());
  private static Snapshot snapshot = Snapshot.EMPTY;

  @BeforeAll
  static void definitions() throws IOException {
    World world = World.of(AnswerPathZone.FILES, folder, PlaceTable.empty());
    world.turn("broken/m1", false);
    snapshot = world.snapshot();
  }

  /** A byte that says how the message comes, then the message. */
  static Stream<byte[]> messages() throws IOException {
    List<String> names =
        List.of(
            "www",
            "alias",
            "x.moved",
            "nothing",
            "a.wild",
            "x.child",
            "drawn",
            "split",
            "turn",
            "steered-alias",
            "last");
    Stream.Builder<byte[]> messages = Stream.builder();
    for (String name : names) {
      String owner = name + ".example.org";
      messages.add(arriving(0, AnswerPathZone.query(owner, "A", null, false)));
      messages.add(arriving(1, AnswerPathZone.query(owner, "ANY", "203.0.113.0/24", true)));
      messages.add(
          arriving(2, AnswerPathZone.everyOption(owner, "AAAA", "10.0.0.0/8", new byte[24])));
    }
    return messages.build();
  }

  private static byte[] arriving(int how, byte[] message) {
    byte[] seed = new byte[1 + message.length];
    seed[0] = (byte) how;
    System.arraycopy(message, 0, seed, 1, message.length);
    return seed;
  }

  @MethodSource("messages")
  @FuzzTest
  void answers(byte[] arriving) throws IOException {
    if (arriving.length == 0) {
      return;
    }
    EXCHANGE.tcp = (arriving[0] & 3) > 0;
    EXCHANGE.encrypted = (arriving[0] & 3) > 1;
    EXCHANGE.http = (arriving[0] & 3) > 2;
    EXCHANGE.v6 = (arriving[0] & 4) > 0;
    EXCHANGE.idleTenths = 100;
    byte[] message = Arrays.copyOfRange(arriving, 1, Math.min(arriving.length, 65_536));
    byte[] response = respond(message);
    if (response.length == 0) {
      assertThat(message.length < 12 || (message[2] & 0x80) != 0).isTrue();
      return;
    }
    assertThat(response).startsWith(message[0], message[1]);
    assertThat(response[2] & 0x80).isEqualTo(0x80);
    if (response[5] == 1) { // the question, in its own case
      int end = 12;
      while (message[end] != 0) {
        end += 1 + message[end];
      }
      assertThat(Arrays.copyOfRange(response, 12, end + 5))
          .isEqualTo(Arrays.copyOfRange(message, 12, end + 5));
    }
    assertThat(response.length).isLessThanOrEqualTo(EXCHANGE.tcp ? 65_535 : most(EXCHANGE));
    assertThat(new Message(response).numBytes()).isEqualTo(response.length);
    assertThat(respond(message)).isEqualTo(response);
  }

  private static int most(Exchange exchange) {
    return exchange.parsed.edns ? Math.clamp(exchange.parsed.payloadSize, 512, 1232) : 512;
  }

  private static byte[] respond(byte[] message) {
    System.arraycopy(message, 0, EXCHANGE.query, 0, message.length);
    EXCHANGE.queryLength = message.length;
    EXCHANGE.nowMillis = 1_793_534_400_000L;
    return Arrays.copyOf(EXCHANGE.response, RESPONDER.respond(snapshot, EXCHANGE));
  }
}
