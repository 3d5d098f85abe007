package gslb.health.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.health.status.StatusReport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** S-24, S-26, S-27: what changes a reader's mind and what does not. */
class ReceivedReportsTest {

  private final ReportCodec codec = new ReportCodec(ReportCodecTest.key("the key of the cluster"));
  private final ReceivedReports received = new ReceivedReports(codec);
  private final StatusReport held = Reports.of("eu-1", "fra", 5, 7, "192.0.2.1");

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
    assertThat(received.snapshot()).containsExactly(held);

    StatusReport restarted = Reports.of("eu-1", "fra", 6, 1, "192.0.2.3");
    accept(restarted);
    assertThat(received.snapshot()).containsExactly(restarted);
    assertThat(received.rejected()).isZero();
  }

  @Test
  void aPassWithoutItChangesNothing() {
    accept(held);
    received.accept(List.of());
    assertThat(received.snapshot()).containsExactly(held);
  }

  @Test
  void aForgedEntryChangesNothingAndIsCountedOnce() {
    accept(held);
    byte[] forged = new ReportCodec(null).encode(Reports.of("eu-1", "fra", 9, 9, "192.0.2.66"));
    accept("eu-1|fra", forged);
    accept("eu-1|fra", forged);
    assertThat(received.snapshot()).containsExactly(held);
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
    assertThat(received.snapshot()).containsExactly(held);
    assertThat(received.rejected()).isEqualTo(2);
  }

  @Test
  void thereIsABoundOnEntries() {
    for (int i = 0; i < ReceivedReports.MAX_ENTRIES + 10; i++) {
      accept(Reports.of("v" + i, "fra", 1, 1, "192.0.2.1"));
    }
    assertThat(received.snapshot()).hasSize(ReceivedReports.MAX_ENTRIES);
    assertThat(received.rejected()).isEqualTo(10);
  }
}
