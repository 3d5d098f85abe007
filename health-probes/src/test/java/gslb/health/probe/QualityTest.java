package gslb.health.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs of results, {@code 50x20} = twenty successes of 50 ms, {@code -x3} = three failures. */
class QualityTest {

  @ParameterizedTest(name = "{0} is {1} %")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          # nothing known is nothing bad
                                 ; 100
          50x1                   ; 100
          -x1                    ; 0
          # the share of the last twenty
          50x19 -x1              ; 95
          50x10 -x10             ; 50
          50x100 -x1             ; 95
          -x5 50x20              ; 100
          -x5 50x19              ; 95
          50x20 -x20             ; 0
          # far away is not worse than near
          1x20                   ; 100
          250x20                 ; 100
          # twice the baseline and 10 ms are noise
          50x20 100x20           ; 100
          1x20 12x20             ; 100
          # beyond that the factor is what is tolerated over what is seen; the baseline rises meanwhile
          50x100 220x20          ; 56
          50x100 550x20          ; 27
          # one slow answer is not the latency
          50x100 150x1           ; 100
          # what stays for a thousand probes is the new baseline
          50x100 220x1000        ; 100
          # and an endpoint that becomes faster has a better one soon
          200x20 50x40 150x20    ; 80
          """)
  void percent(String runs, int percent) {
    Quality quality = Quality.UNKNOWN;
    for (String run : runs == null ? new String[0] : runs.split(" ")) {
      String[] parts = run.split("x");
      for (int i = 0; i < Integer.parseInt(parts[1]); i++) {
        quality =
            quality.after(
                parts[0].equals("-")
                    ? new ProbeResult.Failure(ProbeResult.Reason.REFUSED, "")
                    : new ProbeResult.Success(Duration.ofMillis(Long.parseLong(parts[0]))));
      }
    }
    assertThat(quality.percent()).isEqualTo(percent);
  }
}
