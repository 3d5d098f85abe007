package gslb.health.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.health.status.Heartbeat;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A heartbeat is a good one or none. */
class HeartbeatCodecTest {

  private static final HeartbeatCodec SIGNED =
      new HeartbeatCodec(ReportCodecTest.key("the key of the cluster"));
  private static final HeartbeatCodec PLAIN = new HeartbeatCodec(null);
  private static final Heartbeat BEAT = new Heartbeat("fra-ns1", "eu", 5, 7, 42, "abcdef", "1.0");

  @Test
  void whatGoesInComesOut() {
    assertThat(SIGNED.decode("fra-ns1", SIGNED.encode(BEAT))).isEqualTo(BEAT);
    assertThat(PLAIN.decode("fra-ns1", PLAIN.encode(BEAT))).isEqualTo(BEAT);
  }

  @Test
  void unsignedOrUnderAnotherServersNameItIsNone() {
    assertThat(SIGNED.decode("fra-ns1", PLAIN.encode(BEAT))).isNull();
    assertThat(SIGNED.decode("fra-ns2", SIGNED.encode(BEAT))).isNull();
  }

  @Test
  void anyChangedBitOfASignedOneShowsAndNoneIsAnException() {
    byte[] bytes = SIGNED.encode(BEAT);
    byte[] plain = PLAIN.encode(BEAT);
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      assertThat(SIGNED.decode("fra-ns1", changed(bytes, bit))).as("bit %d", bit).isNull();
    }
    for (int bit = 0; bit < plain.length * 8; bit++) {
      PLAIN.decode("fra-ns1", changed(plain, bit));
    }
    for (int length = 0; length < plain.length; length++) {
      assertThat(PLAIN.decode("fra-ns1", Arrays.copyOf(plain, length))).isNull();
    }
  }

  private static byte[] changed(byte[] bytes, int bit) {
    byte[] changed = bytes.clone();
    changed[bit / 8] ^= (byte) (1 << (bit % 8));
    return changed;
  }
}
