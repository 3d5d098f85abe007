package gslb.server.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One of n, not in step with anything. */
class CountdownTest {
  private final Countdown countdown = new Countdown(7);

  @Test
  void noneAndEach() {
    assertThat(picked(0, 1000)).isZero();
    assertThat(picked(1, 1000)).isEqualTo(1000);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10, 100, 999})
  void oneOfNOnAverage(int n) {
    assertThat((double) picked(n, n * 20_000)).isCloseTo(20_000, within(20_000 * 0.03));
  }

  /** A client that sends ten queries in turn is picked for each of the ten. */
  @Test
  void aRhythmIsNotFollowed() {
    int[] picked = new int[10];
    for (int i = 0; i < 100_000; i++) {
      picked[i % 10] += countdown.due(10) ? 1 : 0;
    }
    for (int count : picked) {
      assertThat(count).isBetween(850, 1150);
    }
  }

  @Test
  void aRareSampleGivesWayToAFrequentOneAtOnce() {
    assertThat(countdown.due(1_000_000)).isTrue();
    assertThat(picked(1, 10)).isGreaterThanOrEqualTo(9);
    assertThat(picked(1_000_000, 10)).isLessThanOrEqualTo(1);
    assertThat(picked(2, 8)).isGreaterThanOrEqualTo(1);
  }

  private int picked(int of, int times) {
    int picked = 0;
    for (int i = 0; i < times; i++) {
      picked += countdown.due(of) ? 1 : 0;
    }
    return picked;
  }
}
