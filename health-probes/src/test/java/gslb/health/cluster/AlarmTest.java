package gslb.health.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A flood of bad entries is a line a minute, not a flood of lines. */
class AlarmTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "nothing happened, 0 0, no",
    "the first at once, 0 1, yes",
    "the same no more, 0 1; 61 1, yes no",
    "more within a minute waits, 0 1; 30 5, yes no",
    "and is told when it is over, 0 1; 30 5; 61 5; 62 5, yes no yes no",
  })
  void isDue(String story, String looks, String due) {
    Alarm alarm = new Alarm();
    StringBuilder found = new StringBuilder();
    for (String look : looks.split("; ")) {
      String[] parts = look.split(" ");
      long nanos = Long.parseLong(parts[0]) * 1_000_000_000L;
      found.append(alarm.due(Long.parseLong(parts[1]), nanos) ? "yes " : "no ");
    }
    assertThat(found.toString().strip()).isEqualTo(due);
  }
}
