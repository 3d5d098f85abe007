package gslb.health.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of grpc.health.v1, as protobuf writes them. */
class GrpcHealthTest {

  @ParameterizedTest(name = "service {0}")
  @CsvSource({
    "'',    0000000000",
    "a.B,   00000000050a03612e42",
  })
  void questions(String service, String hex) {
    assertThat(HexFormat.of().formatHex(GrpcHealth.question(service).getBytes())).isEqualTo(hex);
  }

  @Test
  void aLongNameHasALengthOfTwoBytes() {
    Buffer question = GrpcHealth.question("x".repeat(200));
    assertThat(question.length()).isEqualTo(5 + 3 + 200);
    assertThat(question.getInt(1)).isEqualTo(203);
    assertThat(HexFormat.of().formatHex(question.getBytes(5, 9))).isEqualTo("0ac80178");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "00000000020801,         SERVING",
    "00000000020802,         NOT_SERVING",
    "00000000020803,         SERVICE_UNKNOWN",
    "0000000000,             UNKNOWN", // protobuf leaves a zero out
    "00000000020804,         MALFORMED", // a status there is none of yet
    "00000000040801_1005,    SERVING", // other fields are passed over: a number
    "00000000070801_1203616263, SERVING", // bytes
    "000000000b0801_110102030405060708, SERVING", // 64 bits
    "00000000070801_1501020304, SERVING", // 32 bits
    "00000000040801_0802,    NOT_SERVING", // the last one counts
    "000000000b08_80808080808080808001, MALFORMED",
    "00000000020801ff,       MALFORMED", // longer than it says
    "00000000030801,         MALFORMED", // shorter
    "01000000020801,         MALFORMED", // compressed
    "0000000003080180,       MALFORMED",
    "00000000021205,         MALFORMED",
    "000000,                 MALFORMED",
  })
  void answers(String hex, GrpcHealth.Serving serving) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace("_", ""));
    assertThat(GrpcHealth.answer(Buffer.buffer(bytes))).isEqualTo(serving);
  }

  @Test
  void anyBytesAreSomeAnswer() {
    SplittableRandom random = new SplittableRandom(5);
    for (int run = 0; run < 100_000; run++) {
      byte[] bytes = new byte[5 + random.nextInt(20)];
      random.nextBytes(bytes);
      Buffer framed = Buffer.buffer(bytes).setByte(0, (byte) 0).setInt(1, bytes.length - 5);
      assertThat(GrpcHealth.answer(framed)).isNotNull();
    }
  }
}
