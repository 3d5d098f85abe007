package gslb.health.probe;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.health.Definitions;
import gslb.health.status.Endpoint;
import gslb.health.status.MemberStatus;
import gslb.health.status.Watch;
import gslb.zones.Quorum;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a prober that has just started makes of its first results. */
class FirstOpinionTest {

  private static final Endpoint ENDPOINT = new Endpoint("tcp", "192.0.2.1");
  private static final Watch WATCH =
      new Watch(
          ENDPOINT,
          Definitions.tcp(Definitions.cadence(1000, 500, 2, 3), new Quorum.Majority()),
          "fra");

  /** {@code ok}, {@code refused}, {@code slow} = timed out; three failures take a status down. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "ok, up",
    "refused, down",
    "slow, none", // it may be the prober that is slow
    "slow slow, none",
    "slow slow slow, down",
    "slow slow ok, up",
    "slow slow refused, down",
    "slow ok slow slow, up",
    "slow ok slow slow slow, down"
  })
  void timeOutsAloneAreNoOpinionAtOnce(String results, String opinion) {
    Opinions opinions = new Opinions("eu-1");
    for (String result : results.split(" ")) {
      opinions.heard(WATCH, result(result));
    }
    Map<Endpoint, MemberStatus> statuses =
        opinions.byDatacenter(List.of(WATCH)).getOrDefault("fra", Map.of());
    MemberStatus status = statuses.get(ENDPOINT);
    assertThat(status == null ? "none" : status.up() ? "up" : "down").isEqualTo(opinion);
  }

  private static ProbeResult result(String word) {
    return switch (word) {
      case "ok" -> new ProbeResult.Success(Duration.ofMillis(1));
      case "refused" -> new ProbeResult.Failure(ProbeResult.Reason.REFUSED, "");
      case "slow" -> new ProbeResult.Failure(ProbeResult.Reason.TIMED_OUT, "");
      default -> throw new IllegalArgumentException(word);
    };
  }
}
