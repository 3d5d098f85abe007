package gslb.health.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.health.Definitions;
import gslb.zones.Quorum;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * S-19. A vantage, of a region of its own, a word, an endpoint a letter: U up, D down, - not looked
 * at. The first half of the endpoints lives in {@code fra}, the second in {@code iad}.
 */
class IsolatedVantageTest {

  @ParameterizedTest(name = "{0}: isolated {1}")
  @CsvSource({
    // all dark, others see light
    "UUUUUUUUUU DDDDDDDDDD, v1",
    "UUUUUUUUUU DDDDDDDDDD UUUUUUUUUU, v1",
    // nearly all dark is dark
    "UUUUUUUUUU DDDDDUDDDD, v1",
    "UUUUUUUUUU DDDDDUUDDD, ''",
    // one datacenter dark: a fault there, not a blind vantage
    "UUUUUUUUUU DDDDDUUUUU, ''",
    "UUUUU----- DDDDD-----, ''",
    // the others see it too: a real outage
    "DDDDDDDDDD DDDDDDDDDD, ''",
    "UUUUUUUUUU DDDDDDDDDD DDDDDDDDDD DDDDDDDDDD, ''",
    // half of the others at least contradict
    "UUUUUUUUUU DDDDDDDDDD DDDDDDDDDD, v1 v2",
    // nobody looks beside it
    "DDDDDDDDDD, ''",
    "UU-------- --DDDDDDDD, ''",
  })
  void isolated(String views, String isolated) {
    assertThat(String.join(" ", judge(views).isolated().stream().sorted().toList()))
        .isEqualTo(isolated);
  }

  @Test
  void itsVotesAreShownButLeftOut() {
    Verdicts verdicts = judge("UUUUUUUUUU DDDDDDDDDD");

    Verdict verdict = verdicts.byEndpoint().get(Scenario.endpoint("192.0.2.1"));
    assertThat(verdict.up()).isTrue();
    assertThat(verdict.freshVotes()).isEqualTo(1);
    assertThat(verdict.votes())
        .extracting(Vote::standing)
        .containsExactly(Vote.Standing.COUNTED, Vote.Standing.ISOLATED);
  }

  private static Verdicts judge(String views) {
    String[] vantages = views.split(" ");
    int endpoints = vantages[0].length();
    Scenario scenario =
        new Scenario(
            Definitions.of(
                Definitions.tcp(Definitions.cadence(5000, 1000, 2, 3), new Quorum.All()),
                IntStream.range(0, endpoints)
                    .mapToObj(i -> datacenter(i, endpoints) + " 192.0.2." + (i + 1))
                    .toArray(String[]::new)));
    for (int v = 0; v < vantages.length; v++) {
      for (int i = 0; i < endpoints; i++) {
        char letter = vantages[v].charAt(i);
        if (letter != '-') {
          String target = "192.0.2." + (i + 1);
          scenario.says("v" + v, "r" + v, datacenter(i, endpoints), 0, target, letter == 'U');
        }
      }
    }
    return scenario.judge();
  }

  private static String datacenter(int index, int endpoints) {
    return index * 2 < endpoints ? "fra" : "iad";
  }
}
