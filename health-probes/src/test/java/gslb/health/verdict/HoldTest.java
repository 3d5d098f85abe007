package gslb.health.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.zones.HoldDown;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Falls and what they come to: 3 within 10 minutes, a hold of 1 minute, 5 at the longest. */
class HoldTest {
  private static final HoldDown RULE =
      new HoldDown(
          3,
          Duration.ofMinutes(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          HoldDown.Resume.AUTOMATIC);
  private static final HoldDown MANUAL =
      new HoldDown(
          0,
          Duration.ofMinutes(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          HoldDown.Resume.MANUAL);

  private static long seconds(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }

  @Test
  void theHoldGrowsWithEachFallUpToTheLongest() {
    Hold hold = null;
    StringBuilder lengths = new StringBuilder();
    for (int fall = 1; fall <= 7; fall++) {
      long now = seconds(fall * 30L);
      hold = Hold.fallen(hold, RULE, now);
      lengths.append(hold.down(now) ? (hold.untilNanos() - now) / seconds(1) : 0).append(' ');
    }
    assertThat(lengths).hasToString("0 0 60 120 240 300 300 ");
    assertThat(hold).isNotNull();
    assertThat(hold.falls()).hasSize(3);
    assertThat(hold.down(seconds(509))).isTrue();
    assertThat(hold.down(seconds(510))).isFalse();
  }

  @Test
  void aWindowWithoutAFallAndItIsForgotten() {
    Hold hold = null;
    for (int fall = 0; fall < 3; fall++) {
      hold = Hold.fallen(hold, RULE, seconds(fall));
    }
    assertThat(hold).isNotNull();
    assertThat(hold.at(RULE, seconds(61))).isEqualTo(hold);
    assertThat(hold.at(RULE, seconds(661))).isNotNull();
    assertThat(hold.at(RULE, seconds(663))).isNull();
  }

  @Test
  void fewFallsInAWindowHoldNobodyDown() {
    Hold hold = null;
    for (int fall = 0; fall < 20; fall++) {
      long now = seconds(fall * 301L);
      hold = Hold.fallen(hold == null ? null : hold.at(RULE, now), RULE, now);
      assertThat(hold.down(now)).isFalse();
    }
  }

  @Test
  void underManualOneFallIsEnoughUntilTheRuleOrAnOperatorSaysOtherwise() {
    Hold hold = Hold.fallen(null, MANUAL, 0);
    assertThat(hold.down(seconds(1_000_000))).isTrue();
    assertThat(hold.at(MANUAL, seconds(1_000_000))).isEqualTo(Hold.STOPPED);
    assertThat(hold.at(RULE, seconds(1_000_000))).isNull();
  }
}
