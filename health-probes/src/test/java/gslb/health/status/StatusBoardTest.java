package gslb.health.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** S-18, S-24: which report a receiver holds, and how old it takes it to be. */
class StatusBoardTest {

  private final StatusBoard board = new StatusBoard();

  /**
   * Arrivals are {@code second:epoch.sequence}; an arrival without a report is a look at a map that
   * has lost it.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // arrivals, held at the end, age in seconds, live
    "0:1.1, 1.1, 0, false",
    "0:1.1 9:1.1, 1.1, 9, false",
    "0:1.1 1:1.2, 1.2, 0, true",
    "0:1.1 1:1.2 5:1.2, 1.2, 4, true",
    // an older sequence or epoch never wins and does not make it younger
    "0:1.5 1:1.6 5:1.4, 1.6, 4, true",
    "0:2.1 1:2.2 5:1.99, 2.2, 4, true",
    // a writer that started anew wins with its first report
    "0:1.99 1:2.1, 2.1, 0, true",
    // what disappears stays and ages; coming back does not make it younger
    "0:1.1 1:1.2 5:, 1.2, 4, true",
    "0:1.1 1:1.2 5: 9:1.2, 1.2, 8, true",
  })
  void holdsTheNewestAndItsAge(String arrivals, String held, int age, boolean live) {
    List<Sighting> sightings = new ArrayList<>();
    for (String arrival : arrivals.split(" ")) {
      String[] parts = arrival.split(":", 2);
      List<StatusReport> reports = parts[1].isEmpty() ? List.of() : List.of(report(parts[1]));
      sightings = board.observe(reports, Duration.ofSeconds(Long.parseLong(parts[0])).toNanos());
    }
    Sighting sighting = sightings.getFirst();
    assertThat(sightings).hasSize(1);
    assertThat(sighting.report()).isEqualTo(report(held));
    assertThat(sighting.age()).isEqualTo(seconds(age));
    assertThat(sighting.live()).isEqualTo(live);
  }

  /** Of a vantage that was not heard for a while: for how long, and since when it is again. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // arrivals, silence in seconds, back for seconds
    "0:1.1 1:1.2 2:1.3, 0, 0",
    "0:1.1 9:1.2, 0, 0", // it may have been dead when first met
    "0:1.1 1:1.2 6:1.3, 5, 0",
    "0:1.1 1:1.2 6:1.3 7:1.4 8:1.5, 5, 2",
    "0:1.1 1:1.2 6:1.3 7:1.4 9:1.5, 2, 0", // the last one counts
    "0:1.1 1:1.2 6:2.1 7:2.2, 0, 0", // a new run has looked at everything anew
  })
  void knowsWhoWasSilent(String arrivals, int silence, int back) {
    List<Sighting> sightings = new ArrayList<>();
    for (String arrival : arrivals.split(" ")) {
      String[] parts = arrival.split(":", 2);
      long now = Duration.ofSeconds(Long.parseLong(parts[0])).toNanos();
      sightings = board.observe(List.of(report(parts[1])), now);
    }
    assertThat(sightings.getFirst().silence()).isEqualTo(seconds(silence));
    assertThat(sightings.getFirst().back()).isEqualTo(seconds(back));
  }

  /** After a restart: nothing older wins, nothing counts before it advances twice. */
  @ParameterizedTest(name = "kept 5.7 of 30 s ago, then {0}")
  @CsvSource({
    // arrivals, held at the end, age in seconds, live
    "1:, 5.7, 31, false",
    "1:5.7, 5.7, 31, false",
    "1:5.6, 5.7, 31, false",
    "1:4.99 2:4.100, 5.7, 32, false",
    // its vantage may have died while this host was down: newer, but not yet life
    "1:5.8, 5.8, 0, false",
    "1:5.8 4:5.8, 5.8, 3, false",
    "1:5.8 2:5.9, 5.9, 0, true",
    "1:6.1 2:6.2 5:6.2, 6.2, 3, true",
  })
  void knowsWhatWasKept(String arrivals, String held, int age, boolean live) {
    board.remember(List.of(new KeptReport(report("5.7"), seconds(30))), 0);
    holdsTheNewestAndItsAge(arrivals, held, age, live);
  }

  private static StatusReport report(String version) {
    String[] parts = version.split("\\.");
    return new StatusReport(
        new StatusKey("eu-1", "fra"),
        "eu",
        Long.parseLong(parts[0]),
        Long.parseLong(parts[1]),
        Map.of());
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }
}
