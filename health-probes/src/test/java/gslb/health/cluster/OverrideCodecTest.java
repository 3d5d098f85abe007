package gslb.health.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.health.override.OverrideTarget;
import gslb.health.override.TargetOverride;
import gslb.health.override.Version;
import gslb.health.override.Word;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Overrides as bytes, and bytes that are none. */
class OverrideCodecTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  private final OverrideCodec codec = new OverrideCodec(ReportCodecTest.key("one of the regions"));

  static TargetOverride drain(long stamp) {
    return new TargetOverride(
        new OverrideTarget.Members("web", "fra-*"),
        new Word.Drain(),
        "ops@désk",
        "new switches",
        NOON,
        Duration.ofHours(2),
        new Version(stamp, "fra-ns1"));
  }

  @Test
  void whatIsWrittenIsRead() {
    TargetOverride forever =
        new TargetOverride(
            new OverrideTarget.Datacenters("fra"),
            new Word.Restored(Word.Aspect.WEIGHT),
            "o",
            "r",
            NOON,
            null,
            new Version(7, "n"));
    for (TargetOverride override : new TargetOverride[] {drain(1), forever}) {
      byte[] bytes = codec.encode(override);
      assertThat(codec.decode(codec.mapKey(override), bytes)).isEqualTo(override);
      assertThat(EntryHeader.epoch(bytes)).isEqualTo(override.version().stamp());
      assertThat(codec.decode("pool:other|SERVICE", bytes)).as("under another key").isNull();
    }
  }

  @Test
  void whatIsNotLaterIsKnownWithoutReadingItTwice() {
    TargetOverride held = drain(2);
    assertThat(codec.notLater(codec.encode(drain(1)), held)).as("of a lower stamp").isTrue();
    assertThat(codec.notLater(codec.encode(held), held)).as("itself").isTrue();
    assertThat(codec.notLater(codec.encode(drain(3)), held)).as("of a higher stamp").isFalse();
    assertThat(codec.notLater(codec.encode(by("eu-ns1")), held))
        .as("of an earlier writer")
        .isTrue();
    assertThat(codec.notLater(codec.encode(by("na-ns1")), held)).as("of a later writer").isFalse();
    byte[] stump = Arrays.copyOf(codec.encode(held), 40);
    assertThat(codec.notLater(stump, held)).as("a stump, to be counted as bad").isFalse();
  }

  private static TargetOverride by(String writer) {
    TargetOverride drain = drain(2);
    return new TargetOverride(
        drain.target(),
        drain.word(),
        drain.owner(),
        drain.reason(),
        drain.written(),
        drain.lifetime(),
        new Version(2, writer));
  }

  @Test
  void noChangedByteAndNoOtherKeyIsTaken() {
    byte[] good = codec.encode(drain(1));
    String key = codec.mapKey(drain(1));
    for (int at = 0; at < good.length; at++) {
      byte[] changed = good.clone();
      changed[at] ^= 1;
      assertThat(codec.decode(key, changed)).as("byte " + at).isNull();
    }
    OverrideCodec other = new OverrideCodec(ReportCodecTest.key("somebody made this up"));
    assertThat(other.decode(key, good)).isNull();
  }

  @Test
  void anyBytesAreNoExceptionWithoutAKey() {
    OverrideCodec open = new OverrideCodec(null);
    byte[] good = open.encode(drain(1));
    Random random = new Random(4);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = Arrays.copyOf(good, random.nextInt(good.length + 1));
      for (int changes = random.nextInt(4); changes > 0 && bytes.length > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      TargetOverride read = open.decode("web/fra-*|SERVICE", bytes);
      assertThat(read == null || read.key().toString().equals("web/fra-*|SERVICE")).isTrue();
    }
  }
}
