package gslb.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.geo.PlaceTable;
import gslb.server.scenario.World;
import gslb.server.snapshot.Snapshot;
import gslb.server.stats.QueryCounters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/**
 * Any bytes whatsoever get a response that can be read, or none: never an exception (S-33). What is
 * sent is never a response to a response.
 */
class MalformedMessageTest {
  private static final int RANDOM_MESSAGES = 300_000;

  @TempDir Path folder;
  private final Exchange exchange = new Exchange();
  private final Responder responder = new Responder(new QueryCounters());
  private Snapshot snapshot = Snapshot.EMPTY;

  @BeforeEach
  void definitions() throws IOException {
    World world = World.of(AnswerPathZone.FILES, folder, PlaceTable.empty());
    snapshot = world.snapshot();
  }

  private int ask(byte[] message, int length) {
    System.arraycopy(message, 0, exchange.query, 0, length);
    exchange.queryLength = length;
    return responder.respond(snapshot, exchange);
  }

  /** Responds, and reads the response with dnsjava. */
  private void readable(byte[] message, int length) throws IOException {
    int responseLength = ask(message, length);
    boolean mayBeSilent = length < 12 || (message[2] & 0x80) != 0;
    assertThat(responseLength == 0).isEqualTo(mayBeSilent);
    if (responseLength > 0) {
      Message response = new Message(Arrays.copyOf(exchange.response, responseLength));
      assertThat(response.getHeader().getID())
          .isEqualTo((message[0] & 0xFF) << 8 | (message[1] & 0xFF));
      assertThat(responseLength).isLessThanOrEqualTo(1232);
    }
  }

  static Stream<byte[]> queries() throws IOException {
    return Stream.of(
        AnswerPathZone.query("www.example.org", "A", null, false),
        AnswerPathZone.query("drawn.example.org", "A", "203.0.113.0/24", true),
        AnswerPathZone.query("split.example.org", "A", "2001:db8:1::/56", true),
        AnswerPathZone.everyOption("drawn.example.org", "A", "203.0.113.0/24", new byte[24]),
        AnswerPathZone.query("a.b.wild.example.org", "ANY", null, true));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void everySingleBitFlip(byte[] query) throws IOException {
    for (int bit = 0; bit < query.length * 8; bit++) {
      byte[] flipped = query.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      readable(flipped, flipped.length);
    }
  }

  @ParameterizedTest
  @MethodSource("queries")
  void everyPairOfBytesWrong(byte[] query) throws IOException {
    SplittableRandom random = new SplittableRandom(2);
    for (int round = 0; round < 20_000; round++) {
      byte[] wrong = query.clone();
      wrong[random.nextInt(wrong.length)] = (byte) random.nextInt();
      wrong[random.nextInt(wrong.length)] = (byte) random.nextInt();
      readable(wrong, wrong.length);
    }
  }

  @ParameterizedTest
  @MethodSource("queries")
  void everyTruncation(byte[] query) throws IOException {
    for (int length = 0; length < query.length; length++) {
      readable(query, length);
      if (length >= 12) {
        assertThat(exchange.response[3] & 0xF)
            .as("rcode at length %d", length)
            .isEqualTo(Rcode.FORMERR);
      }
    }
  }

  @Test
  void randomBytes() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    byte[] message = new byte[600];
    for (int round = 0; round < RANDOM_MESSAGES; round++) {
      random.nextBytes(message);
      if (random.nextBoolean()) { // look like a query, so that reading goes on
        message[2] &= 0x07;
        message[4] = 0;
        message[5] = 1;
        Arrays.fill(message, 6, 11, (byte) 0);
        message[11] = (byte) random.nextInt(3);
      }
      readable(message, random.nextInt(message.length));
    }
  }

  static Stream<Arguments> cases() {
    String header = "1234 0000 0001 0000 0000 0000 ";
    String withOpt = "1234 0000 0001 0000 0000 0001 ";
    String question = "03 777777 07 6578616d706c65 03 6f7267 00 0001 0001 ";
    return Stream.of(
        Arguments.of("a pointer to itself as name", header + "c00c 0001 0001", Rcode.FORMERR),
        Arguments.of("two pointers to each other", header + "c00e c00c 0001 0001", Rcode.FORMERR),
        Arguments.of(
            "a label then a pointer back", header + "0377 7777 c00c 0001 0001", Rcode.FORMERR),
        Arguments.of(
            "a label of the reserved form 01", header + "41 00 00 0001 0001", Rcode.FORMERR),
        Arguments.of(
            "a label of the reserved form 10", header + "81 00 00 0001 0001", Rcode.FORMERR),
        Arguments.of("a label beyond the end", header + "3f 777777", Rcode.FORMERR),
        Arguments.of(
            "a name of 256 bytes",
            header
                + "3f"
                + "61".repeat(63)
                + "3f"
                + "61".repeat(63)
                + "3f"
                + "61".repeat(63)
                + "3f"
                + "61".repeat(63)
                + "00 0001 0001",
            Rcode.FORMERR),
        Arguments.of("no question", "1234 0000 0000 0000 0000 0000", Rcode.FORMERR),
        Arguments.of(
            "two questions", "1234 0000 0002 0000 0000 0000 " + question + question, Rcode.FORMERR),
        Arguments.of(
            "an answer in a query",
            "1234 0000 0001 0001 0000 0000 " + question + "00 0001 0001 00000000 0000",
            Rcode.FORMERR),
        Arguments.of("bytes after the message", header + question + "00", Rcode.FORMERR),
        Arguments.of("opcode NOTIFY", "1234 2000 0001 0000 0000 0000 " + question, Rcode.NOTIMP),
        Arguments.of("opcode 15", "1234 7800 0001 0000 0000 0000 " + question, Rcode.NOTIMP),
        Arguments.of(
            "an OPT record that is not the root's",
            withOpt + question + "0161 00 0029 04d0 00000000 0000",
            Rcode.FORMERR),
        Arguments.of(
            "an OPT option longer than its record",
            withOpt + question + "00 0029 04d0 00000000 0004 0003 0001",
            Rcode.FORMERR),
        Arguments.of(
            "a TSIG record that is not the last",
            "1234 0000 0001 0000 0000 0002 "
                + question
                + "00 00fa 00ff 00000000 0000 00 0029 04d0 00000000 0000",
            Rcode.FORMERR),
        Arguments.of(
            "two OPT records",
            "1234 0000 0001 0000 0000 0002 "
                + question
                + "00 0029 04d0 00000000 0000 00 0029 04d0 00000000 0000",
            Rcode.FORMERR),
        Arguments.of(
            "an unknown option",
            withOpt + question + "00 0029 04d0 00000000 0005 fde9 0001 ff",
            Rcode.NOERROR));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void rcodes(String what, String hex, int rcode) throws IOException {
    byte[] message = HexFormat.of().parseHex(hex.replace(" ", ""));
    readable(message, message.length);
    assertThat(exchange.response[3] & 0xF).as(what).isEqualTo(rcode);
  }

  static Stream<Arguments> silence() {
    return Stream.of(
        Arguments.of("nothing", ""),
        Arguments.of("half a header", "1234 0000 00"),
        Arguments.of("a response", "1234 8000 0001 0000 0000 0000 03 777777 00 0001 0001"),
        Arguments.of("a response of 12 bytes", "1234 8000 0000 0000 0000 0000"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("silence")
  void neverAnswered(String what, String hex) {
    byte[] message = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertThat(ask(message, message.length)).as(what).isZero();
  }

  @Test
  void badVersionIsSaidInOpt() throws IOException {
    byte[] query =
        HexFormat.of()
            .parseHex(
                "123400000001000000000001"
                    + "0377777707"
                    + "6578616d706c65036f726700"
                    + "00010001"
                    + "00002904d0000100000000");
    int length = ask(query, query.length);
    Message response = new Message(Arrays.copyOf(exchange.response, length));
    assertThat(response.getRcode()).isEqualTo(Rcode.BADVERS);
    assertThat(response.getOPT().getVersion()).isZero();
  }
}
