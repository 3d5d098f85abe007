package gslb.health.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.health.status.Endpoint;
import gslb.health.status.MemberStatus;
import gslb.health.status.Sighting;
import gslb.health.status.StatusKey;
import gslb.health.status.StatusReport;
import gslb.zones.Check;
import gslb.zones.Datacenter;
import gslb.zones.Declarations;
import gslb.zones.Member;
import gslb.zones.MinimumHealthy;
import gslb.zones.Monitor;
import gslb.zones.Pool;
import gslb.zones.Quorum;
import gslb.zones.Selection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A regional monitor: what a region's vantage sees counts for the clients near it. */
class RegionalVerdictTest {
  private static final Endpoint ENDPOINT = new Endpoint("check", "a.example.");

  private static Declarations declarations(Monitor.View view) {
    Monitor.Cadence cadence =
        new Monitor.Cadence(Duration.ofSeconds(5), Duration.ofSeconds(1), 1, 1);
    Monitor monitor =
        new Monitor("check", cadence, new Quorum.Majority(), List.of(), view, new Check.Tcp(80));
    Member member = new Member("m", "fra", null, null, "a.example.", 1, 0, true);
    return new Declarations(
        List.of(),
        Map.of("fra", new Datacenter("fra", "eu", 0, 0, 0)),
        Map.of("check", monitor),
        Map.of(
            "web",
            new Pool(
                "web",
                "check",
                Selection.WEIGHTED,
                1,
                new MinimumHealthy.Count(1),
                List.of(member))),
        Map.of(),
        List.of(),
        List.of(),
        "");
  }

  /**
   * {@code eu+ eu+ ap-}: probers by region, and whether they see it up; {@code ~} = long silent.
   */
  private static List<Sighting> sightings(String text) {
    List<Sighting> sightings = new ArrayList<>();
    for (String word : text.split(" ")) {
      String region = word.substring(0, 2);
      StatusKey key = new StatusKey(region + sightings.size(), "fra");
      MemberStatus status = new MemberStatus(!word.contains("-"), "seen");
      Duration age = Duration.ofSeconds(word.endsWith("~") ? 600 : 1);
      sightings.add(
          new Sighting(new StatusReport(key, region, 1, 1, Map.of(ENDPOINT, status)), age, true));
    }
    return sightings;
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "REGIONAL, eu+ eu+ na+ ap-,     true,  true,  false",
    "REGIONAL, eu+ na+ ap- ap+,     true,  true,  true", // a tie is up
    "REGIONAL, eu+ na+ ap- ap- ap+, true,  true,  false",
    "REGIONAL, eu- na- ap+,         false, false, true",
    "REGIONAL, eu+ na+,             true,  true,  true", // no vantage there: all speak for it
    "REGIONAL, eu+ na+ ap-~,        true,  true,  true",
    "GLOBAL,   eu+ eu+ na+ ap-,     true,  true,  true",
  })
  void whoIsAnswered(Monitor.View view, String sighted, boolean all, boolean eu, boolean ap) {
    Verdicts verdicts = new Judge(declarations(view)).judge(Verdicts.EMPTY, sightings(sighted));
    assertThat(verdicts.up(ENDPOINT)).as("all").isEqualTo(all);
    assertThat(verdicts.up(ENDPOINT, "")).as("near no region").isEqualTo(all);
    assertThat(verdicts.up(ENDPOINT, "eu")).as("eu").isEqualTo(eu);
    assertThat(verdicts.up(ENDPOINT, "ap")).as("ap").isEqualTo(ap);
  }

  @ParameterizedTest(name = "{0}, then {1}")
  @CsvSource({
    "eu+ ap-, eu+ ap-~,  true,  true", // the others speak for it
    "eu+ ap+, eu- ap+~,  false, false", // a region that lost its power, members and all
    "eu+ ap-, eu+~ ap-~, true,  false", // nobody speaks: the last words stand
  })
  void whenARegionFallsSilent(String before, String after, boolean eu, boolean ap) {
    Judge judge = new Judge(declarations(Monitor.View.REGIONAL));
    Verdicts first = judge.judge(Verdicts.EMPTY, sightings(before));
    Verdicts later = judge.judge(first, sightings(after));
    assertThat(later.up(ENDPOINT, "eu")).as("eu").isEqualTo(eu);
    assertThat(later.up(ENDPOINT, "ap")).as("ap").isEqualTo(ap);
  }

  @ParameterizedTest
  @CsvSource({"eu+ ap+, eu+ ap-, true", "eu+ ap-, eu+ ap-, false"})
  void aRegionThatTurnsIsANewEpoch(String before, String after, boolean grows) {
    Judge judge = new Judge(declarations(Monitor.View.REGIONAL));
    Verdicts first = judge.judge(Verdicts.EMPTY, sightings(before));
    Verdicts later = judge.judge(first, sightings(after));
    assertThat(later.epoch() > first.epoch()).isEqualTo(grows);
  }
}
