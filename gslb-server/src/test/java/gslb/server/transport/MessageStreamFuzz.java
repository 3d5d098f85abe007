package gslb.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** However a connection's bytes are cut, they are the same messages, and hold no more memory. */
class MessageStreamFuzz {

  /** The size of the first segment, then the bytes; later segments differ from it. */
  static Stream<byte[]> segments() {
    return Stream.of(
            "01 0000",
            "02 000c 1234 0000 0000 0000 0000 0000",
            "03 0003 010203 0001 04 0000 0002 0506 ffff 00",
            "ff 0005 0102030405 0005 0607080900")
        .map(hex -> HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  @MethodSource("segments")
  @FuzzTest
  void cuts(byte[] segments) {
    if (segments.length == 0) {
      return;
    }
    int first = 1 + (segments[0] & 0xFF);
    byte[] bytes = Arrays.copyOfRange(segments, 1, segments.length);
    MessageStream stream = new MessageStream();
    byte[] message = new byte[65_535];
    List<byte[]> cut = new ArrayList<>();
    int at = 0;
    for (int segment = first; at < bytes.length; segment = 1 + segment * 7 % 300) {
      int end = Math.min(bytes.length, at + segment);
      stream.append(Arrays.copyOfRange(bytes, at, end));
      at = end;
      for (int length = stream.next(message); length >= 0; length = stream.next(message)) {
        cut.add(Arrays.copyOf(message, length));
      }
      assertThat(stream.bytes()).isLessThanOrEqualTo(Math.max(4096, 2 * at));
    }
    assertThat(cut).usingElementComparator(Arrays::compare).isEqualTo(atOnce(bytes));
  }

  private static List<byte[]> atOnce(byte[] bytes) {
    List<byte[]> messages = new ArrayList<>();
    int at = 0;
    while (at + 2 <= bytes.length) {
      int length = (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
      if (at + 2 + length > bytes.length) {
        break;
      }
      messages.add(Arrays.copyOfRange(bytes, at + 2, at + 2 + length));
      at += 2 + length;
    }
    return messages;
  }
}
