package gslb.server.steer;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.zones.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A lottery is fair, moves nobody it need not, and seldom has to draw often. */
class LotteryTest {
  private static final int KEYS = 200_000;
  private static final int LOST = -1;

  private static List<Member> members(int count, String weights) {
    SplittableRandom random = new SplittableRandom(count);
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int weight =
          switch (weights) {
            case "equal" -> 100;
            case "ones" -> 1;
            case "largest" -> 65535;
            case "one giant" -> i == 7 ? 65535 : 1;
            default -> random.nextInt(1, 1000);
          };
      members.add(new Member("m" + i, "fra", null, null, "m.example.", weight, 0, true));
    }
    return members;
  }

  private static int[] weights(Lottery lottery, List<Member> members) {
    int[] weights = new int[lottery.size()];
    members.forEach(m -> weights[lottery.index(m)] = Choice.ONE * m.weight());
    return weights;
  }

  /** The one drawn for a key; counts the draws in {@code draws[0]}. */
  private static int draw(Lottery lottery, int[] weights, long key, long[] draws) {
    for (int i = 0; i < 10_000; i++) {
      draws[0]++;
      int holder = lottery.draw(Mix.mix(key + i), weights);
      if (holder >= 0) {
        return holder;
      }
    }
    return LOST;
  }

  @ParameterizedTest
  @CsvSource({
    "17, equal",
    "100, equal",
    "1000, equal",
    "17, ones",
    "33, random",
    "500, random",
    "64, largest",
    "20, one giant",
    "1000, one giant",
  })
  void sharesAreWeightsAndDrawsAreFew(int count, String text) {
    List<Member> members = members(count, text);
    Lottery lottery = new Lottery(members);
    int[] weights = weights(lottery, members);
    int[] counts = new int[count];
    long[] draws = new long[1];
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < KEYS; i++) {
      counts[draw(lottery, weights, random.nextLong(), draws)]++;
    }
    double sum = 0;
    for (int weight : weights) {
      sum += weight;
    }
    double chiSquare = 0;
    for (int i = 0; i < count; i++) {
      double expected = KEYS * (weights[i] / sum);
      chiSquare += (counts[i] - expected) * (counts[i] - expected) / expected;
    }
    double spread = 2 / (9.0 * (count - 1)); // upper 0.1 % point of chi-square
    assertThat(chiSquare)
        .isLessThan((count - 1) * Math.pow(1 - spread + 3.09 * Math.sqrt(spread), 3));
    assertThat((double) draws[0] / KEYS).as("draws for a key").isLessThan(8);
  }

  @ParameterizedTest
  @CsvSource({"17, equal", "100, random", "1000, random"})
  void weightThatIsLostMovesItsOwnKeysOnly(int count, String text) {
    List<Member> members = members(count, text);
    Lottery lottery = new Lottery(members);
    int[] before = weights(lottery, members);
    int[] after = before.clone();
    after[3] /= 2;
    after[5] = 0;
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < KEYS; i++) {
      long key = random.nextLong();
      int was = draw(lottery, before, key, new long[1]);
      int is = draw(lottery, after, key, new long[1]);
      assertThat(is == was || was == 3 || was == 5)
          .as("key %d went %d to %d", key, was, is)
          .isTrue();
    }
  }
}
