package gslb.health.probe;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.health.Definitions;
import gslb.zones.Monitor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** S-16: results on the left (+ success, - failure), statuses on the right (U up, D down). */
class DamperTest {

  @ParameterizedTest(name = "rise {0} fall {1}: {2}")
  @CsvSource({
    // the first result decides at once
    "2, 3, +, U",
    "2, 3, -, D",
    // fall in a row take it down, fewer do not
    "2, 3, +--+, UUUU",
    "2, 3, +---, UUUD",
    "2, 3, +----, UUUDD",
    // rise in a row bring it back, fewer do not
    "2, 3, -+-, DDD",
    "2, 3, -++, DDU",
    // the count starts anew with each agreeing result
    "2, 3, +--+--+--+, UUUUUUUUUU",
    "2, 3, -+-+-+-+-+, DDDDDDDDDD",
    // alternating results do not flap, whichever came first
    "2, 2, +-+-+-+-, UUUUUUUU",
    "2, 2, -+-+-+-+, DDDDDDDD",
    // there and back
    "2, 3, +---++---++, UUUDDUUUDDU",
    // one is at once
    "1, 1, +-+-, UDUD",
    "1, 3, ---+--, DDDUUU",
  })
  void resultsBecomeStatuses(int rise, int fall, String results, String statuses) {
    Monitor.Cadence cadence = Definitions.cadence(1000, 500, rise, fall);
    Damper damper = Damper.first(results.charAt(0) == '+');
    StringBuilder seen = new StringBuilder(damper.up() ? "U" : "D");
    for (char result : results.substring(1).toCharArray()) {
      damper = damper.after(result == '+', cadence);
      seen.append(damper.up() ? "U" : "D");
    }
    assertThat(seen).hasToString(statuses);
  }
}
