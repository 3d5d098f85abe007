package gslb.health.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gslb.health.status.KeptReport;
import gslb.health.status.Sighting;
import gslb.health.status.StatusReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of vantages over a restart; ages only ever err on the old side. */
class KeptReportsTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  private final StatusReport one = Reports.of("eu-1", "fra", 5, 7, "192.0.2.1");
  private final StatusReport other = Reports.of("na-1", "fra", 6, 8, "192.0.2.1");
  private final byte[] bytes =
      KeptReports.encode(
          List.of(
              new Sighting(one, Duration.ofSeconds(2), true),
              new Sighting(other, Duration.ofSeconds(90), false)),
          NOON);

  @ParameterizedTest(name = "read {0} s later by the clock: {1} s old")
  @CsvSource({"0, 2", "10, 12", "-3600, 2"})
  void ageIsAtLeastWhatItWas(int later, int age) throws IOException {
    assertThat(KeptReports.decode(bytes, NOON.plusSeconds(later)))
        .contains(new KeptReport(one, Duration.ofSeconds(age)))
        .extracting(KeptReport::report)
        .containsExactly(one, other);
  }

  @Test
  void whatIsCutOffIsNoneOfIt() {
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> KeptReports.decode(cut, NOON)).isInstanceOf(IOException.class);
    }
  }
}
