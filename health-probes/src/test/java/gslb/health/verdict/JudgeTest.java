package gslb.health.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.health.Definitions;
import gslb.health.verdict.Verdict.Basis;
import gslb.zones.Declarations;
import gslb.zones.Monitor;
import gslb.zones.Quorum;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How verdicts follow each other: what is kept, what is dropped, when the epoch grows. */
class JudgeTest {

  private static final String ONE = "192.0.2.1";
  private static final Monitor.Cadence EVERY_5_S = Definitions.cadence(5000, 1000, 2, 3);

  private static Declarations watched(String... vantages) {
    return Definitions.of(
        Definitions.tcp(EVERY_5_S, new Quorum.Majority(), vantages),
        "fra " + ONE,
        "iad 192.0.2.2",
        "sin 192.0.2.3 off");
  }

  @Test
  void staleKeepsTheLastVerdictAndSaysUnknown() {
    Scenario scenario = new Scenario(watched());
    scenario.says("eu-1", "eu", "fra", 1, ONE, false).judge();

    Verdicts verdicts = scenario.thenOnly().says("eu-1", "eu", "fra", 16, ONE, false).judge();

    Verdict kept = verdicts.byEndpoint().get(Scenario.endpoint(ONE));
    assertThat(kept.up()).isFalse();
    assertThat(kept.unknown()).isTrue();
    assertThat(kept.decided()).isTrue();
    assertThat(kept.votes()).extracting(Vote::standing).containsExactly(Vote.Standing.STALE);
  }

  @Test
  void aDisappearedEntryIsNotDown() {
    Scenario scenario = new Scenario(watched());
    scenario.says("eu-1", "eu", "fra", 1, ONE, true).judge();

    Verdicts verdicts = scenario.thenOnly().judge();

    assertThat(verdicts.up(Scenario.endpoint(ONE))).isTrue();
    assertThat(verdicts.byEndpoint().get(Scenario.endpoint(ONE)).basis())
        .isEqualTo(Basis.LAST_KNOWN);
  }

  @Test
  void theLastWordOfADeadVantageDoesNotCountHoweverYoungItLooks() {
    Verdicts verdicts = new Scenario(watched()).firstMet("eu-1", ONE, false).judge();

    assertThat(verdicts.up(Scenario.endpoint(ONE))).isTrue();
    assertThat(verdicts.on(Scenario.endpoint(ONE)).decided()).isFalse();
  }

  @ParameterizedTest(name = "monitor wants [{0}], vantage sits in {1}: counted {2}")
  @CsvSource({"'', eu, true", "eu, eu, true", "eu, na, false"})
  void onlyVantagesOfTheMonitorsRegionsVote(String wanted, String region, boolean counted) {
    Scenario scenario = new Scenario(wanted.isEmpty() ? watched() : watched(wanted));

    Verdicts verdicts = scenario.says("v", region, "fra", 0, ONE, false).judge();

    assertThat(verdicts.on(Scenario.endpoint(ONE)).decided()).isEqualTo(counted);
  }

  @Test
  void aVantageHasOneVoteThoughTwoOfItsReportsNameTheEndpoint() {
    Verdicts verdicts =
        new Scenario(watched())
            .says("eu-1", "eu", "old-datacenter", 3, ONE, false)
            .says("eu-1", "eu", "fra", 0, ONE, true)
            .judge();

    Verdict verdict = verdicts.byEndpoint().get(Scenario.endpoint(ONE));
    assertThat(verdict.freshVotes()).isEqualTo(1);
    assertThat(verdict.up()).isTrue();
  }

  /**
   * A cut heals: the vantages beyond it come back with what they saw during it. Every 5 s, three
   * failures take a status down and two successes up again.
   */
  @ParameterizedTest(name = "silent for {0} s, back for {1} s: up {2}")
  @CsvSource({
    "20, 0,  true", // it could see nothing of us, and has not looked again
    "20, 11, true",
    "20, 12, false", // it has, and means it
    "9,  0,  false", // too short a cut to turn a status
    "0,  0,  false"
  })
  void whoComesBackFromBeyondACutIsHeardWhenItHasLookedAgain(int silent, int back, boolean up) {
    Verdicts verdicts =
        new Scenario(watched())
            .says("eu-1", "eu", "fra", 0, ONE, true)
            .comesBack("na-1", "na", ONE, false, silent, back)
            .comesBack("ap-1", "ap", ONE, false, silent, back)
            .judge();
    assertThat(verdicts.up(Scenario.endpoint(ONE))).isEqualTo(up);
  }

  @Test
  void theEpochGrowsOnlyWithWhatAPlanCanSee() {
    Scenario scenario = new Scenario(watched());
    assertThat(scenario.judge().epoch()).as("all up, as assumed").isZero();
    assertThat(scenario.says("eu-1", "eu", "fra", 0, ONE, true).judge().epoch()).isZero();
    assertThat(scenario.says("na-1", "na", "fra", 0, ONE, true).judge().epoch()).isZero();
    scenario.thenOnly().says("eu-1", "eu", "fra", 0, ONE, false);
    assertThat(scenario.judge().epoch()).as("down").isEqualTo(1);
    assertThat(scenario.judge().epoch()).as("still down").isEqualTo(1);
    assertThat(scenario.thenOnly().judge().epoch()).as("unknown, kept down").isEqualTo(1);
    scenario.says("eu-1", "eu", "fra", 0, ONE, true);
    assertThat(scenario.judge().epoch()).as("up again").isEqualTo(2);
  }

  @Test
  void aStartingServerCanWaitUntilEveryEnabledEndpointIsDecided() {
    Scenario scenario = new Scenario(watched());

    assertThat(scenario.judge().undecided())
        .containsExactlyInAnyOrder(Scenario.endpoint(ONE), Scenario.endpoint("192.0.2.2"));
    assertThat(scenario.says("v", "eu", "fra", 0, ONE, false).judge().undecided())
        .containsExactly(Scenario.endpoint("192.0.2.2"));
    assertThat(scenario.says("v", "eu", "iad", 0, "192.0.2.2", true).judge().undecided()).isEmpty();
  }

  @Test
  void whatIsRememberedFromAnEarlierRunStandsUntilAVoteCounts() {
    Judge judge = new Judge(watched());
    Verdicts remembered = new Verdicts(7, Map.of(Scenario.endpoint(ONE), Verdict.lastKnown(false)));

    Verdicts verdicts = judge.judge(remembered, List.of());

    assertThat(verdicts.up(Scenario.endpoint(ONE))).isFalse();
    assertThat(verdicts.on(Scenario.endpoint(ONE)).decided()).isTrue();
    assertThat(verdicts.epoch()).isEqualTo(7);
  }

  @Test
  void whatNothingChecksIsUpAndDecided() {
    Judge judge = new Judge(Definitions.of(Monitor.none("tcp"), "fra " + ONE));

    Verdict verdict =
        judge.judge(Verdicts.EMPTY, List.of()).byEndpoint().get(Scenario.endpoint(ONE));

    assertThat(verdict.up()).isTrue();
    assertThat(verdict.basis()).isEqualTo(Basis.UNMONITORED);
    assertThat(verdict.decided()).isTrue();
  }

  @ParameterizedTest(name = "every {0} ms: fresh for {1} ms")
  @CsvSource({"100, 5000", "1000, 5000", "2000, 6000", "5000, 15000", "60000, 180000"})
  void freshForThreeIntervalsAndNeverLessThanFiveSeconds(int interval, int fresh) {
    Monitor monitor =
        Definitions.tcp(Definitions.cadence(interval, 50, 1, 1), new Quorum.Majority());
    assertThat(Judge.freshFor(monitor)).isEqualTo(Duration.ofMillis(fresh));
  }
}
