package gslb.health.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.health.Definitions;
import gslb.health.status.Endpoint;
import gslb.health.status.MemberStatus;
import gslb.health.status.Sighting;
import gslb.health.status.StatusBoard;
import gslb.health.status.StatusKey;
import gslb.health.status.StatusReport;
import gslb.zones.Declarations;
import gslb.zones.Quorum;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The probers of a region are one vantage. A region a word, a prober a letter: U up, D down, both
 * fresh; u up, d down, both silent for long.
 */
class RegionProbersTest {

  private static final String TARGET = "192.0.2.1";
  private static final Duration SILENT = Duration.ofSeconds(16);

  private static Declarations declarations(Quorum quorum) {
    return Definitions.of(
        Definitions.tcp(Definitions.cadence(5000, 1000, 2, 3), quorum), "fra " + TARGET);
  }

  @ParameterizedTest(name = "majority of {0}")
  @CsvSource({
    // regions, verdict, up votes, fresh votes
    "U,         up,   1, 1",
    "UU,        up,   1, 1", // one region, one vote
    "DD U U,    up,   2, 3",
    "DDDDD U U, up,   2, 3", // however many probers it has
    "DDD D U,   down, 1, 3",
    // within a region: half of its probers are enough
    "UD,        up,   1, 1",
    "UDD,       down, 0, 1",
    "UUD DD D,  down, 1, 3",
    // who is silent is not asked, the others take over
    "uD,        down, 0, 1",
    "dU,        up,   1, 1",
    "dddU D U,  up,   2, 3",
    "dd D U,    up,   1, 2", // a region all of whose probers are silent has no vote: a tie
  })
  void aRegionCountsOnce(String regions, String verdict, int up, int fresh) {
    Verdict concluded =
        new Judge(declarations(new Quorum.Majority()))
            .judge(Verdicts.EMPTY, sightings(regions))
            .on(Scenario.endpoint(TARGET));
    assertThat(concluded.up() ? "up" : "down").isEqualTo(verdict);
    assertThat(concluded.upVotes()).isEqualTo(up);
    assertThat(concluded.freshVotes()).isEqualTo(fresh);
    assertThat(concluded.vantages()).hasSize(fresh);
    assertThat(concluded.votes()).as("all are shown").hasSize(regions.replace(" ", "").length());
  }

  private static List<Sighting> sightings(String regions) {
    List<Sighting> sightings = new ArrayList<>();
    for (String region : regions.split(" ")) {
      String name = "r" + sightings.size();
      for (char letter : region.toCharArray()) {
        boolean up = Character.toLowerCase(letter) == 'u';
        Duration age = Character.isLowerCase(letter) ? SILENT : Duration.ZERO;
        StatusReport report = report("p" + sightings.size(), name, 1, up);
        sightings.add(new Sighting(report, age, true));
      }
    }
    return sightings;
  }

  private static StatusReport report(String prober, String region, int sequence, boolean up) {
    MemberStatus status = new MemberStatus(up, up ? "ok" : "refused");
    return new StatusReport(
        new StatusKey(prober, "fra"),
        region,
        1,
        sequence,
        Map.of(Scenario.endpoint(TARGET), status));
  }

  /**
   * Two probers that report every second; at second 10 one is cut off, at 40 it is heard again and
   * counts once it has looked again, at 70 the other dies. The member dies at 20 and comes back at
   * 50; nobody else looks.
   */
  @Test
  void probersTakeOverFromEachOther() {
    Judge judge = new Judge(declarations(new Quorum.Majority()));
    StatusBoard board = new StatusBoard();
    Map<StatusKey, StatusReport> map = new HashMap<>();
    Verdicts verdicts = Verdicts.EMPTY;
    StringBuilder seen = new StringBuilder();
    for (int second = 0; second < 100; second++) {
      boolean up = second < 20 || second >= 50;
      if (second < 10 || second >= 40) {
        publish(map, report("eu-1", "eu", second, up));
      }
      if (second < 70) {
        publish(map, report("eu-2", "eu", second, up));
      }
      verdicts = judge.judge(verdicts, board.observe(map.values(), second * 1_000_000_000L));
      Verdict verdict = verdicts.on(Scenario.endpoint(TARGET));
      String probers = "" + verdict.votes().stream().filter(Vote::counted).count();
      if (second % 10 == 9) {
        seen.append(verdict.up() ? "U" : "D").append(probers).append(' ');
      }
      assertThat(verdict.freshVotes())
          .as("the region's, at " + second)
          .isEqualTo(second > 0 ? 1 : 0);
      if (second >= 20 + 16 && second < 50) { // once the lost one's last word is stale
        assertThat(verdict.up()).as("at " + second).isFalse();
      }
      if (second >= 50 || second < 20) {
        assertThat(verdict.up()).as("at " + second).isTrue();
      }
    }
    assertThat(seen).hasToString("U2 U2 D1 D1 D1 U2 U2 U2 U1 U1 ");
  }

  private static void publish(Map<StatusKey, StatusReport> map, StatusReport report) {
    map.put(report.key(), report);
  }

  /**
   * S-19 with siblings: twenty endpoints of two datacenters, of which each prober sees all up (L)
   * or all down (B).
   */
  @ParameterizedTest(name = "{0}: isolated {1}, {2} votes")
  @CsvSource({
    "LB,        p1,       1", // one of two in a region has lost sight: the other speaks for it
    "LB L,      p1,       2",
    "BB L L,    p0 p1,    2", // the region has
    "BBBBB L L, p0 p1 p2 p3 p4, 2", // however many probers it has
    "BB BB L,   p0 p1 p2 p3, 1", // half of the other regions contradict
    "BB BB BB L, '',      4", // most regions see it: an outage
    "LB B L,    p1 p2,    2",
    "B L,       p0,       1",
    "BB,        '',       1", // nobody contradicts
  })
  void whoHasLostSightIsLeftOut(String regions, String isolated, int votes) {
    String[] members = new String[20];
    for (int i = 0; i < 20; i++) {
      members[i] = (i < 10 ? "fra" : "iad") + " 192.0.2." + (i + 1);
    }
    Declarations declarations =
        Definitions.of(
            Definitions.tcp(Definitions.cadence(5000, 1000, 2, 3), new Quorum.All()), members);
    List<Sighting> sightings = new ArrayList<>();
    int prober = 0;
    int region = 0;
    for (String word : regions.split(" ")) {
      for (char sight : word.toCharArray()) {
        for (String datacenter : List.of("fra", "iad")) {
          Map<Endpoint, MemberStatus> statuses = new HashMap<>();
          for (String member : members) {
            if (member.startsWith(datacenter)) {
              statuses.put(
                  Scenario.endpoint(member.substring(4)), new MemberStatus(sight == 'L', "seen"));
            }
          }
          StatusKey key = new StatusKey("p" + prober, datacenter);
          StatusReport report = new StatusReport(key, "r" + region, 1, 1, statuses);
          sightings.add(new Sighting(report, Duration.ZERO, true));
        }
        prober++;
      }
      region++;
    }
    Verdicts verdicts = new Judge(declarations).judge(Verdicts.EMPTY, sightings);
    assertThat(String.join(" ", verdicts.isolated().stream().sorted().toList()))
        .isEqualTo(isolated);
    assertThat(verdicts.on(Scenario.endpoint(TARGET)).freshVotes()).isEqualTo(votes);
  }

  @Test
  void aRegionsQualityIsItsProbersMean() {
    List<Vote> votes =
        List.of(vote("eu-1", "eu", 100), vote("eu-2", "eu", 60), vote("na-1", "na", 20));
    Verdict verdict = new Verdict(true, Verdict.Basis.QUORUM, 2, 2, votes);
    assertThat(verdict.vantages()).extracting(Vote::quality).containsExactly(80, 20);
    assertThat(Fitness.next(null, verdict, 0).measured()).isEqualTo(0.5);
  }

  private static Vote vote(String prober, String region, int quality) {
    return new Vote(prober, region, true, Duration.ZERO, "ok", quality, -1, Vote.Standing.COUNTED);
  }
}
