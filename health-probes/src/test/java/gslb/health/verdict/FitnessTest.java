package gslb.health.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** S-11 and S-21: weights follow what is measured, slowly; a ramp only goes up. */
class FitnessTest {

  private static Verdict verdict(boolean up, int... qualities) {
    List<Vote> votes =
        java.util.Arrays.stream(qualities)
            .mapToObj(quality ->
                new Vote("v", "eu", up, Duration.ZERO, "", quality, -1, Vote.Standing.COUNTED))
            .toList();
    return new Verdict(up, Verdict.Basis.QUORUM, 1, 1, votes);
  }

  private static long seconds(double seconds) {
    return (long) (seconds * 1e9);
  }

  /** Measured qualities of 5 s each, {@code 50x4} = four times, and the damped one in the end. */
  @ParameterizedTest(name = "{0} ends at {1}")
  @CsvSource({
    "100x20,          1.00",
    "0x1,             1.00", // seen first: taken for fit
    "0x3,             0.90", // one step, ten seconds after the start
    "0x5,             0.80",
    "0x100,           0.00",
    "95x100,          1.00", // noise
    "50x100,          0.50",
    "53x100,          0.60", // the rest is noise
    "50x10 100x2,     0.60", // two good ones are none yet
    "50x10 100x10,    0.90", // goes up at the same pace
    "50x100 100x100,  1.00",
    "50x100 58x100,   0.50",
  })
  void followsSlowly(String runs, double quality) {
    Fitness fitness = null;
    long now = 0;
    for (String run : runs.split(" ")) {
      String[] parts = run.split("x");
      for (int i = 0; i < Integer.parseInt(parts[1]); i++) {
        fitness = Fitness.next(fitness, verdict(true, Integer.parseInt(parts[0])), now);
        now += seconds(5);
      }
    }
    assertThat(fitness).isNotNull();
    assertThat(fitness.quality()).isEqualTo(quality);
  }

  /** What a noisy measurement does to the weight: next to nothing. */
  @Test
  void noiseIsNotChased() {
    Random random = new Random(4);
    Fitness fitness = Fitness.next(null, verdict(true, 100), 0);
    int changes = 0;
    for (int i = 1; i < 7200; i++) { // an hour of looks, twice a second
      int measured = Math.clamp(Math.round(85 + 6 * random.nextGaussian()), 0, 100);
      Fitness next = Fitness.next(fitness, verdict(true, measured), seconds(i / 2.0));
      changes += next.quality() == fitness.quality() ? 0 : 1;
      assertThat(Math.abs(next.quality() - fitness.quality())).isLessThanOrEqualTo(0.1001);
      fitness = next;
    }
    assertThat(fitness.quality()).isBetween(0.70, 0.95);
    assertThat(changes).as("changes in an hour").isLessThan(4);
  }

  @Test
  void withoutAFreshVoteItStays() {
    Fitness fitness = Fitness.next(null, verdict(true, 100), 0);
    assertThat(Fitness.next(fitness, verdict(true), seconds(60)).quality()).isEqualTo(1);
  }

  @Test
  void theMeanOfTheVantagesCounts() {
    Fitness fitness = Fitness.next(null, verdict(true, 100), 0);
    for (int i = 1; i < 100; i++) {
      fitness = Fitness.next(fitness, verdict(true, 100, 100, 10), seconds(10 * i));
    }
    assertThat(fitness.quality()).isEqualTo(0.7);
  }

  @Test
  void aRampGoesUpFromASixteenthToAll() {
    Duration ramp = Duration.ofSeconds(160);
    Fitness fitness = Fitness.next(null, verdict(true, 100), 0);
    assertThat(fitness.ramped(ramp, 0)).as("up all along").isEqualTo(16);
    fitness = Fitness.next(fitness, verdict(false, 0), seconds(5));
    fitness = Fitness.next(fitness, verdict(true, 100), seconds(100));
    assertThat(fitness.ramped(Duration.ZERO, seconds(100))).isEqualTo(16);
    int last = 0;
    for (int second = 0; second < 200; second++) {
      fitness = Fitness.next(fitness, verdict(true, 100), seconds(100 + second));
      int now = fitness.ramped(ramp, seconds(100 + second));
      assertThat(now).isEqualTo(Math.min(16, 1 + second / 10)).isGreaterThanOrEqualTo(last);
      last = now;
    }
  }
}
