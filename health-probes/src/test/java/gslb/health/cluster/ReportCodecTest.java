package gslb.health.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gslb.health.status.Endpoint;
import gslb.health.status.MemberStatus;
import gslb.health.status.StatusReport;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** S-27 and P7: an entry is a good report or nothing. */
class ReportCodecTest {

  private static final ReportCodec PLAIN = new ReportCodec(null);
  private static final ReportCodec SIGNED = new ReportCodec(key("first key of the cluster"));
  private static final ReportCodec OTHER = new ReportCodec(key("other key of the cluster"));

  /** Their bytes in a report of one status. */
  private static final int MEASURES = 4 + 5;

  private final StatusReport report = Reports.of("eu-1", "fra", 5, 7, "192.0.2.1");
  private final String mapKey = ReportCodec.mapKey(report.key());

  static ClusterKey key(String secret) {
    return new ClusterKey(secret.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void whatGoesInComesOut() {
    assertThat(PLAIN.decode(mapKey, PLAIN.encode(report))).isEqualTo(report);
    assertThat(SIGNED.decode(mapKey, SIGNED.encode(report))).isEqualTo(report);
  }

  @Test
  void withAKeyOnlyItsHmacIsGood() {
    assertThat(SIGNED.decode(mapKey, PLAIN.encode(report))).as("unsigned").isNull();
    assertThat(SIGNED.decode(mapKey, OTHER.encode(report))).as("another key").isNull();
  }

  @Test
  void aGoodEntryUnderAnotherMapKeyIsNone() {
    assertThat(SIGNED.decode("eu-2|fra", SIGNED.encode(report))).isNull();
  }

  @Test
  void anyChangedBitOfASignedEntryShows() {
    byte[] bytes = SIGNED.encode(report);
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(SIGNED.decode(mapKey, changed)).as("bit %d", bit).isNull();
    }
  }

  @Test
  void measuresAreCarried() {
    StatusReport measured =
        new StatusReport(
            report.key(),
            "eu",
            5,
            7,
            Map.of(
                new Endpoint("check", "192.0.2.1"), new MemberStatus(true, "ok", 87, 0.5),
                new Endpoint("check", "192.0.2.2"), new MemberStatus(true, "ok", 0, 12_000_000),
                new Endpoint("check", "192.0.2.3"), new MemberStatus(false, "refused")));
    assertThat(SIGNED.decode(mapKey, SIGNED.encode(measured))).isEqualTo(measured);
  }

  /** Entries of probers that measured nothing yet are good, and measures do not hide the rest. */
  @Test
  void anEntryWithoutMeasuresIsReadAsBefore() {
    byte[] bytes = PLAIN.encode(report);
    byte[] old = Arrays.copyOf(bytes, bytes.length - MEASURES);
    assertThat(PLAIN.decode(mapKey, old)).isEqualTo(report);
  }

  @Test
  void aQualityBeyondTheBestIsNoReport() {
    byte[] bytes = PLAIN.encode(report);
    bytes[bytes.length - 5] = 101;
    assertThat(PLAIN.decode(mapKey, bytes)).isNull();
  }

  @Test
  void brokenBytesAreNeverAnException() {
    byte[] bytes = PLAIN.encode(report);
    for (int length = 0; length < bytes.length; length++) {
      if (length == bytes.length - MEASURES) {
        continue; // that is what an entry looked like before there were measures
      }
      assertThat(PLAIN.decode(mapKey, Arrays.copyOf(bytes, length)))
          .as("cut at %d", length)
          .isNull();
      assertThat(SIGNED.decode(mapKey, Arrays.copyOf(bytes, length))).isNull();
    }
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      PLAIN.decode(mapKey, changed);
    }
    assertThat(PLAIN.decode(mapKey, new byte[EntryCodec.MAX_BYTES + 1])).isNull();
  }

  @Test
  void laterIsByEpochThenSequence() {
    byte[] older = PLAIN.encode(Reports.of("eu-1", "fra", 5, 99, "192.0.2.1"));
    byte[] newer = PLAIN.encode(Reports.of("eu-1", "fra", 6, 1, "192.0.2.1"));
    assertThat(EntryHeader.later(newer, older)).isTrue();
    assertThat(EntryHeader.later(older, newer)).isFalse();
    assertThat(EntryHeader.later(newer, newer)).isFalse();
    assertThat(EntryHeader.later(newer, null)).isTrue();
    assertThat(EntryHeader.later(new byte[3], newer)).isFalse();
  }

  @Test
  void aShortKeyIsRefused() {
    assertThatThrownBy(() -> key("too short")).hasMessageContaining("expected 16 or more");
  }
}
