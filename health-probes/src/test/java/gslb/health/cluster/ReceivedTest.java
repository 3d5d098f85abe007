package gslb.health.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.health.status.StatusReport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** S-24, S-26, S-27: what changes a reader's mind and what does not. */
class ReceivedTest {

  private static final byte[] OLD = "the key before this".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NEW = "the key from now on".getBytes(StandardCharsets.US_ASCII);

  private final ClusterKey key = new ClusterKey(OLD);
  private final ReportCodec codec = new ReportCodec(key);
  private long nanos = 100;
  private final Received<StatusReport> received = new Received<>(codec, () -> nanos);
  private final StatusReport held = Reports.of("eu-1", "fra", 5, 7, "192.0.2.1");

  private List<StatusReport> held() {
    return received.snapshot().stream().map(Received.Arrival::entry).toList();
  }

  private void accept(StatusReport report) {
    accept(ReportCodec.mapKey(report.key()), codec.encode(report));
  }

  private void accept(String key, byte[] bytes) {
    received.accept(List.of(Map.entry(key, bytes)));
  }

  @Test
  void aNewerOneReplacesAnOlderOneNeverWins() {
    accept(held);
    accept(Reports.of("eu-1", "fra", 5, 6, "192.0.2.2"));
    accept(Reports.of("eu-1", "fra", 4, 99, "192.0.2.2"));
    assertThat(held()).containsExactly(held);

    StatusReport restarted = Reports.of("eu-1", "fra", 6, 1, "192.0.2.3");
    accept(restarted);
    assertThat(held()).containsExactly(restarted);
    assertThat(received.rejected()).isZero();
  }

  @Test
  void aPassWithoutItChangesNothing() {
    accept(held);
    received.accept(List.of());
    assertThat(held()).containsExactly(held);
  }

  @Test
  void aForgedEntryChangesNothingAndIsCountedOnce() {
    accept(held);
    byte[] forged = new ReportCodec(null).encode(Reports.of("eu-1", "fra", 9, 9, "192.0.2.66"));
    accept("eu-1|fra", forged);
    accept("eu-1|fra", forged);
    assertThat(held()).containsExactly(held);
    assertThat(received.rejected()).isEqualTo(1);
    accept("eu-1|fra", new byte[] {1, 2, 3});
    assertThat(received.rejected()).isEqualTo(2);
  }

  @Test
  void whatIsNotEvenBytesSpoilsNothing() {
    received.accept(
        List.of(
            Map.entry("eu-9|fra", "a string"),
            Map.entry(42, new byte[3]),
            Map.entry("eu-1|fra", codec.encode(held))));
    assertThat(held()).containsExactly(held);
    assertThat(received.rejected()).isEqualTo(2);
  }

  @Test
  void thereIsABoundOnEntries() {
    for (int i = 0; i < Received.MAX_ENTRIES + 10; i++) {
      accept(Reports.of("v" + i, "fra", 1, 1, "192.0.2.1"));
    }
    assertThat(received.snapshot()).hasSize(Received.MAX_ENTRIES);
    assertThat(received.rejected()).isEqualTo(10);
  }

  /** S-18: the receiver's clock, and nothing that the entry says of itself. */
  @Test
  void ageIsByTheReceiversClockAndOnlyAnAdvanceIsLife() {
    accept(held);
    nanos = 200;
    accept(held);
    assertThat(received.snapshot()).containsExactly(new Received.Arrival<>(held, 100, false));
    StatusReport next = Reports.of("eu-1", "fra", 5, 8, "192.0.2.1");
    accept(next);
    assertThat(received.snapshot()).containsExactly(new Received.Arrival<>(next, 200, true));
  }

  /** Both secrets are good while the key rolls; neither before nor after. */
  @Test
  void theKeyRollsWithoutARestart() {
    byte[] bySecretToCome = new ReportCodec(new ClusterKey(NEW)).encode(held);
    accept("eu-1|fra", bySecretToCome);
    assertThat(held()).as("not ours yet").isEmpty();
    assertThat(received.rejected()).isEqualTo(1);

    key.replace(List.of(OLD, NEW));
    accept("eu-1|fra", bySecretToCome);
    assertThat(held()).as("the very same entry").containsExactly(held);
    StatusReport next = Reports.of("eu-1", "fra", 5, 8, "192.0.2.1");
    accept("eu-1|fra", new ReportCodec(new ClusterKey(OLD)).encode(next));
    assertThat(held()).as("the first signs, and is good").containsExactly(next);
    assertThat(codec.encode(next)).isEqualTo(new ReportCodec(new ClusterKey(OLD)).encode(next));

    key.replace(List.of(NEW));
    StatusReport last = Reports.of("eu-1", "fra", 5, 9, "192.0.2.1");
    accept("eu-1|fra", new ReportCodec(new ClusterKey(OLD)).encode(last));
    assertThat(held()).as("rolled out").containsExactly(next);
    accept(last);
    assertThat(held()).containsExactly(last);
  }

  /** Whoever has no key cannot silence a vantage by an epoch nobody can go beyond. */
  @Test
  void anEpochBeyondAnyClockIsNone() {
    accept(held);
    accept(Reports.of("eu-1", "fra", EntryHeader.HIGHEST + 1, 1, "192.0.2.66"));
    accept(Reports.of("eu-1", "fra", 6, Long.MAX_VALUE, "192.0.2.66"));
    accept(Reports.of("eu-1", "fra", -1, 1, "192.0.2.66"));
    assertThat(held()).containsExactly(held);
    assertThat(received.rejected()).as("the negative one is merely old").isEqualTo(2);
  }

  @Test
  void anEntryThatIsTooLargeIsRefusedUnread() {
    accept("eu-1|fra", new byte[EntryCodec.MAX_BYTES + 1]);
    accept("eu-1|fra", new byte[EntryCodec.MAX_BYTES + 1]);
    assertThat(held()).isEmpty();
    assertThat(received.rejected()).isEqualTo(1);
  }

  @Test
  void aHostileKeyDoesNotWriteOurLog() {
    accept("\u001b[2J\nINFO all is well" + "x".repeat(1000), new byte[3]);
    assertThat(received.lastRejected()).startsWith("?[2J?INFO all is well").hasSize(61);
  }
}
