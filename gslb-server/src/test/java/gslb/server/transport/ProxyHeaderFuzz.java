package gslb.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes are a header, the start of one, or none; and it does not matter what follows. */
class ProxyHeaderFuzz {
  private static final ProxyHeader HEADER = new ProxyHeader();

  static Stream<byte[]> headers() {
    String signature = "0d0a0d0a000d0a515549540a";
    return Stream.of(
            signature + "2000 0000",
            signature + "2111 000c cb007107 c0000201 c000 0035 1234",
            signature + "2122 0028 20010db8" + "00".repeat(28) + "c000 0035 04 0001 00",
            signature
                + "2121 0024 00000000000000000000ffff cb007107"
                + "00".repeat(16)
                + "00000000")
        .map(hex -> HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  @MethodSource("headers")
  @FuzzTest
  void reads(byte[] bytes) {
    int length = HEADER.read(bytes, bytes.length);
    if (length < ProxyHeader.FIXED) {
      assertThat(length).isIn(ProxyHeader.INCOMPLETE, ProxyHeader.MALFORMED);
      return;
    }
    assertThat(length).isLessThanOrEqualTo(bytes.length);
    boolean tells = HEADER.tellsClient;
    boolean v6 = HEADER.v6;
    assertThat(!tells || v6 || (HEADER.low == 0 && (int) HEADER.high == 0)).isTrue();
    assertThat(HEADER.read(bytes, length)).isEqualTo(length);
    assertThat(HEADER.tellsClient == tells && HEADER.v6 == v6).isTrue();
    for (int cut : new int[] {0, 11, ProxyHeader.FIXED - 1, length - 1}) {
      assertThat(HEADER.read(bytes, cut)).isEqualTo(ProxyHeader.INCOMPLETE);
    }
  }
}
