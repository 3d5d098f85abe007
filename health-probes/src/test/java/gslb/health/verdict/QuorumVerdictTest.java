package gslb.health.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.health.Definitions;
import gslb.health.verdict.Verdict.Basis;
import gslb.zones.Quorum;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * S-17: one vantage, of a region of its own, a letter: U up, D down, both fresh; u up, d down, both
 * stale; - no status. The denominator is the fresh ones.
 */
class QuorumVerdictTest {

  private static final int INTERVAL_MILLIS = 5000;

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    // quorum, vantages, verdict, up votes, fresh votes, basis
    "majority, U,    up,   1, 1, QUORUM",
    "majority, D,    down, 0, 1, QUORUM",
    "majority, UD,   up,   1, 2, QUORUM", // a tie counts as up
    "majority, UDD,  down, 1, 3, QUORUM",
    "majority, UUD,  up,   2, 3, QUORUM",
    // stale ones are neither in the sum nor in the denominator
    "majority, Udd,  up,   1, 1, QUORUM",
    "majority, Duu,  down, 0, 1, QUORUM",
    "majority, D--,  down, 0, 1, QUORUM",
    "any,      UDDD, up,   1, 4, QUORUM",
    "any,      uDDD, down, 0, 3, QUORUM",
    "all,      UUUD, down, 3, 4, QUORUM",
    "all,      UUUd, up,   3, 3, QUORUM",
    "2,        UUDD, up,   2, 4, QUORUM",
    "2,        UDDD, down, 1, 4, QUORUM",
    "2,        Uddd, up,   1, 1, QUORUM", // fewer fresh than asked for: all of them
    "18%,      UDDDD, up,  1, 5, QUORUM",
    "18%,      UDDDDD, down, 1, 6, QUORUM",
    // nobody fresh: never decided, taken for up
    "majority, ddd,  up,   0, 0, NEVER_SEEN",
    "majority, ---,  up,   0, 0, NEVER_SEEN",
  })
  void votesBecomeAVerdict(
      String quorum, String vantages, String verdict, int up, int fresh, Basis basis) {
    Scenario scenario =
        new Scenario(
            Definitions.of(
                Definitions.tcp(Definitions.cadence(INTERVAL_MILLIS, 1000, 2, 3), quorumOf(quorum)),
                "fra 192.0.2.1"));
    for (int i = 0; i < vantages.length(); i++) {
      char letter = vantages.charAt(i);
      if (letter != '-') {
        int age = Character.isUpperCase(letter) ? 0 : 16;
        scenario.says(
            "v" + i, "r" + i, "fra", age, "192.0.2.1", Character.toLowerCase(letter) == 'u');
      }
    }
    Verdict concluded = scenario.judge().byEndpoint().get(Scenario.endpoint("192.0.2.1"));
    assertThat(concluded.up() ? "up" : "down").isEqualTo(verdict);
    assertThat(concluded.upVotes()).isEqualTo(up);
    assertThat(concluded.freshVotes()).isEqualTo(fresh);
    assertThat(concluded.basis()).isEqualTo(basis);
  }

  private static Quorum quorumOf(String word) {
    return switch (word) {
      case "majority" -> new Quorum.Majority();
      case "any" -> new Quorum.Any();
      case "all" -> new Quorum.All();
      case "18%" -> new Quorum.Percent(18);
      default -> new Quorum.AtLeast(Integer.parseInt(word));
    };
  }
}
