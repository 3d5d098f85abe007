package gslb.health.probe;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.health.Definitions;
import gslb.health.status.Endpoint;
import gslb.health.status.MemberStatus;
import gslb.health.status.Watch;
import gslb.zones.Check;
import gslb.zones.Monitor;
import gslb.zones.Quorum;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a vantage says of an endpoint after what it found, and when it says nothing. */
class OpinionsTest {

  private static final Monitor.Cadence CADENCE = Definitions.cadence(5000, 1000, 2, 3);
  private static final Monitor TCP = Definitions.tcp(CADENCE, new Quorum.Majority());
  private static final Monitor PING = Definitions.monitor("ping", CADENCE, new Check.Icmp());

  private final Opinions opinions = new Opinions("eu-1");

  /** Results on the left: + success, - failure, ? could not look; statuses: U, D, . none. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "+,        U",
    "?,        .",
    "???+,     ...U",
    "+?,       UU",
    "+??,      UUU",
    "+???,     UUU.", // as many as take a status down: then it is silent, not down
    "-???,     DDD.",
    "+??+??+,  UUUUUUU", // counted anew after each look
    "+--?-,    UUUUD", // not to look is no success
    "+???-,    UUU.D", // what it finds next decides at once
  })
  void whoCannotLookFallsSilent(String results, String statuses) {
    Watch watch = watch(TCP);
    StringBuilder seen = new StringBuilder();
    for (char result : results.toCharArray()) {
      opinions.heard(watch, result(result));
      MemberStatus status = status(watch);
      seen.append(status == null ? "." : status.up() ? "U" : "D");
    }
    assertThat(seen).hasToString(statuses);
  }

  @Test
  void aWarningIsPartOfTheReason() {
    Watch watch = watch(TCP);
    opinions.heard(
        watch, new ProbeResult.Success(Duration.ofMillis(3), -1, "the certificate ends on Monday"));
    assertThat(status(watch))
        .isNotNull()
        .extracting(MemberStatus::reason)
        .isEqualTo("ok in 3 ms; the certificate ends on Monday");
  }

  @Test
  void aCompositeSpeaksForItsParts() {
    Monitor both = Definitions.monitor("both", CADENCE, new Check.Composite(2, List.of(TCP, PING)));
    Monitor nested =
        Definitions.monitor("nested", CADENCE, new Check.Composite(1, List.of(both, TCP)));
    Watch watch = watch(nested);
    assertThat(watch.probed())
        .extracting(part -> part.endpoint().toString())
        .containsExactly("192.0.2.1 (tcp)", "192.0.2.1 (ping)", "192.0.2.1 (tcp)");
    assertThat(status(watch)).isNull();

    opinions.heard(watch.by(PING), result('-'));
    assertThat(status(watch)).as("tcp may yet be up").isNull();

    opinions.heard(watch.by(TCP), result('-'));
    assertThat(status(watch))
        .isNotNull()
        .extracting(MemberStatus::reason)
        .isEqualTo(
            "0 of 2 up; both 0 of 2 up; tcp refused: there, ping refused: there,"
                + " tcp refused: there");

    opinions.heard(watch.by(TCP), result('+'));
    opinions.heard(watch.by(TCP), result('+'));
    assertThat(status(watch)).isNotNull().extracting(MemberStatus::up).isEqualTo(true);

    opinions.keepOnly(List.of(watch));
    assertThat(status(watch)).as("the parts are kept for the whole").isNotNull();
    opinions.keepOnly(List.of(watch(PING)));
    assertThat(status(watch(TCP))).isNull();
  }

  private static ProbeResult result(char letter) {
    return switch (letter) {
      case '+' -> new ProbeResult.Success(Duration.ofMillis(1));
      case '-' -> new ProbeResult.Failure(ProbeResult.Reason.REFUSED, "there");
      default -> new ProbeResult.Unable("too many open files");
    };
  }

  private static Watch watch(Monitor monitor) {
    return new Watch(new Endpoint(monitor.name(), "192.0.2.1"), monitor, "fra");
  }

  private MemberStatus status(Watch watch) {
    return opinions
        .byDatacenter(List.of(watch))
        .getOrDefault("fra", Map.of())
        .get(watch.endpoint());
  }
}
