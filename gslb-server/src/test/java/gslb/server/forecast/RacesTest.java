package gslb.server.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gslb.server.forecast.Races.Entrant;
import gslb.server.steer.Mix;
import gslb.server.steer.Part;
import gslb.server.steer.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is worked out of two races against two races that are run, with a million keys. */
class RacesTest {
  private static final int KEYS = 1_000_000;

  /** Five standard deviations of the share of a half: what is true fails once in a million. */
  private static final double TOLERANCE = 5 * 0.5 / Math.sqrt(KEYS);

  /** Weights by name a, b, c, …; 0 = takes no part. */
  @ParameterizedTest
  @CsvSource({
    "50/30/20,          50/30/20",
    "50/30/20,          50/30/40",
    "50/30/20,          50/0/20",
    "50/0/20,           50/30/20",
    "50/30/20,          20/30/50",
    "1/2/3/4/5,         5/1/4/2/3",
    "10/0/7/90,         0/11/70/9",
    "1/1/1/1/1/1/1/1/1/1, 1/1/1/0/1/1/1/1/1/1",
    "1/65535,           65535/1",
    "5/0,               0/9",
    "7,                 3",
  })
  void sharesAreThoseOfRacesThatAreRun(String before, String after) {
    List<Entrant> old = entrants(before);
    List<Entrant> now = entrants(after);
    double[][] joint = Races.joint(old, now);
    int[][] counts = new int[old.size()][now.size()];
    Plan.Divided first = race(old);
    Plan.Divided second = race(now);
    for (int i = 0; i < KEYS; i++) {
      long key = Mix.mix(i);
      counts[first.part(key)][second.part(key)]++;
    }
    double sum = 0;
    for (int i = 0; i < joint.length; i++) {
      for (int j = 0; j < joint[i].length; j++) {
        assertThat(joint[i][j])
            .as("%s, then %s", old.get(i), now.get(j))
            .isCloseTo(counts[i][j] / (double) KEYS, within(TOLERANCE));
        sum += joint[i][j];
      }
      assertThat(Arrays.stream(joint[i]).sum())
          .as("%s before", old.get(i))
          .isCloseTo(Races.shares(old)[i], within(1e-12));
    }
    assertThat(sum).isCloseTo(1, within(1e-12));
  }

  private static List<Entrant> entrants(String weights) {
    List<Entrant> entrants = new ArrayList<>();
    char name = 'a';
    for (String weight : weights.split("/")) {
      if (!weight.equals("0")) {
        entrants.add(new Entrant(String.valueOf(name), Integer.parseInt(weight)));
      }
      name++;
    }
    return entrants;
  }

  private static Plan.Divided race(List<Entrant> entrants) {
    Plan.Basis basis = new Plan.Basis("", "", false, Plan.Count.NONE, List.of());
    Plan nobody = new Plan.Fixed(basis, 1, List.of());
    return new Plan.Divided(
        basis,
        1,
        Plan.Reason.SPLIT,
        "",
        entrants.stream().map(e -> new Part(e.name(), e.weight(), nobody)).toList());
  }
}
