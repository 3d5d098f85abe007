package gslb.server.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTimesTest {
  @ParameterizedTest
  @CsvSource({
    "0,          0",
    "1023,       0",
    "1024,       1",
    "1535,       1",
    "1536,       2",
    "2047,       2",
    "2048,       3",
    "1073741823, 40",
    "1073741824, 41",
    "9000000000, 41"
  })
  void durationsFallIntoHalfOctaves(long nanos, int bucket) {
    assertThat(AnswerTimes.bucket(nanos)).isEqualTo(bucket);
    assertThat(nanos / 1e9).isLessThan(AnswerTimes.end(bucket));
    if (bucket > 0) {
      assertThat(nanos / 1e9).isGreaterThanOrEqualTo(AnswerTimes.end(bucket - 1));
    }
  }

  @Test
  void oneAnswerInSixtyFourIsTimed() {
    AnswerTimes times = new AnswerTimes();
    assertThat(IntStream.range(0, 6400).filter(i -> times.due()).count()).isEqualTo(100);
  }

  @Test
  void workersAreSummed() {
    try (ServerStats stats = new ServerStats()) {
      stats.worker().times().took(1_500);
      stats.worker().times().took(100_000);
      assertThat(stats.scrape())
          .contains("gslb_answer_seconds_count 2", "gslb_answer_seconds_sum 1.015E-4")
          .contains("gslb_answer_seconds_bucket{le=\"1.536E-6\"} 1");
      assertThat(stats.totals()).containsEntry("answers.timed", 2L);
    }
  }
}
