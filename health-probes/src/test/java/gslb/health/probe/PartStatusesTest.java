package gslb.health.probe;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.health.status.MemberStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A part a letter: U up, D down, - no status yet; a digit after it is its quality in tenths. */
class PartStatusesTest {

  @ParameterizedTest(name = "{0} of {1}: {2}")
  @CsvSource({
    // all_of
    "2, UU,  up,   2 of 2 up",
    "2, UD,  down, '1 of 2 up; b refused'",
    "2, DD,  down, '0 of 2 up; a refused, b refused'",
    "2, -D,  down, '0 of 2 up; b refused'", // whatever the other comes to
    "2, -U,  none, ",
    // any_of
    "1, DU,  up,   '1 of 2 up; a refused'",
    "1, -U,  up,   1 of 2 up",
    "1, -D,  none, ",
    "1, DD,  down, '0 of 2 up; a refused, b refused'",
    // at_least 2
    "2, UDU, up,   '2 of 3 up; b refused'",
    "2, UDD, down, '1 of 3 up; b refused, c refused'",
    "2, U-D, none, ",
    "2, UU-, up,   2 of 3 up",
    "2, D-D, down, '0 of 3 up; a refused, c refused'",
    "2, ---, none, ",
  })
  void partsBecomeAStatus(int needed, String parts, String status, String reason) {
    MemberStatus together = PartStatuses.together(needed, parts.length(), known(parts));
    if (status.equals("none")) {
      assertThat(together).isNull();
    } else {
      assertThat(together).isNotNull();
      assertThat(together.up() ? "up" : "down").isEqualTo(status);
      assertThat(together.reason()).isEqualTo(reason);
    }
  }

  @ParameterizedTest(name = "{0} of {1}: {2}")
  @CsvSource({
    "2, U9U4,   40", // all_of: the worst
    "1, U9U4,   90", // any_of: the best
    "2, U9U4U7, 70", // the second best
    "2, D0U9U7, 70",
  })
  void theWorstOfTheNeededGivesTheQuality(int needed, String parts, int quality) {
    MemberStatus together = PartStatuses.together(needed, parts.length() / 2, known(parts));
    assertThat(together).isNotNull();
    assertThat(together.quality()).isEqualTo(quality);
  }

  private static List<PartStatuses.Part> known(String parts) {
    List<PartStatuses.Part> known = new ArrayList<>();
    char name = 'a';
    for (int i = 0; i < parts.length(); i++) {
      char letter = parts.charAt(i);
      boolean measured = i + 1 < parts.length() && Character.isDigit(parts.charAt(i + 1));
      int quality = measured ? 10 * (parts.charAt(++i) - '0') : 100;
      if (letter != '-') {
        boolean up = letter == 'U';
        MemberStatus status =
            new MemberStatus(up, up ? "ok" : "refused", quality, MemberStatus.UNTOLD);
        known.add(new PartStatuses.Part("" + name, status));
      }
      name++;
    }
    return known;
  }
}
