package gslb.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However the bytes are cut into segments, the same messages come out. */
class MessageStreamTest {

  @ParameterizedTest
  @CsvSource({
    "one in one segment,           0003 aa bb cc,                  aabbcc",
    "two in one segment,           0001aa0002bbcc,                 aa bbcc",
    "prefix cut in half,           00 01aa,                        aa",
    "prefix alone first,           0002 aabb,                      aabb",
    "byte by byte,                 00 02 aa bb 00 01 cc,           aabb cc",
    "end of one and start of next, 0003aa bbcc0002dd ee,           aabbcc ddee",
    "empty message,                0000 0001aa,                    '' aa",
    "not whole,                    0003aabb,                       ",
    "one whole and one not,        0001aa00 05bb,                  aa",
  })
  void messages(String what, String segments, String expected) {
    List<String> wanted =
        expected == null ? List.of() : List.of(expected.replace("''", "").split(" ", -1));
    assertThat(cut(segments.split(" "))).as(what).isEqualTo(wanted);
  }

  @Test
  void manyMessagesInRandomSegments() {
    Random random = new Random(7);
    StringBuilder all = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      byte[] message = new byte[random.nextInt(i % 20 == 0 ? 65_536 : 100)];
      random.nextBytes(message);
      expected.add(HexFormat.of().formatHex(message));
      all.append("%04x".formatted(message.length)).append(expected.getLast());
    }
    List<String> segments = new ArrayList<>();
    for (int at = 0; at < all.length(); ) {
      int next = Math.min(all.length(), at + 2 * (1 + random.nextInt(3_000)));
      segments.add(all.substring(at, next));
      at = next;
    }
    assertThat(cut(segments.toArray(String[]::new))).isEqualTo(expected);
  }

  @Test
  void aLengthIsNotBelievedWithMemory() {
    MessageStream stream = new MessageStream();
    stream.append(new byte[] {(byte) 0xff, (byte) 0xff, 1});
    assertThat(stream.next(new byte[65_535])).isEqualTo(-1);
    assertThat(stream.bytes()).isLessThan(100);
  }

  @Test
  void anIdleConnectionHoldsLittle() {
    MessageStream stream = new MessageStream();
    byte[] large = new byte[2 + 60_000];
    large[0] = (byte) (60_000 >> 8);
    large[1] = (byte) 60_000;
    stream.append(large);
    assertThat(stream.next(new byte[65_535])).isEqualTo(60_000);
    assertThat(stream.bytes()).isZero();
  }

  private static List<String> cut(String[] segments) {
    MessageStream stream = new MessageStream();
    List<String> messages = new ArrayList<>();
    byte[] message = new byte[65_535];
    for (String segment : segments) {
      stream.append(HexFormat.of().parseHex(segment));
      for (int length = stream.next(message); length >= 0; length = stream.next(message)) {
        messages.add(HexFormat.of().formatHex(message, 0, length));
      }
    }
    return messages;
  }
}
