package gslb.server.querylog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who watches a busy server sees a thousand lines a second, who watches an idle one each. */
class WatchedPaceTest {

  @ParameterizedTest
  @CsvSource({
    // one of, noted, in ms, a second | next
    "1,     0,      200,   1000,  1",
    "1,     200,    200,   1000,  1",
    "1,     201,    200,   1000,  2",
    "1,     40000,  200,   1000,  200",
    "200,   200,    200,   1000,  200",
    "200,   1,      200,   1000,  1",
    "200,   100,    200,   1000,  100",
    "1,     40000,  200,   20000, 10",
    "900000, 400,   200,   1000,  1000000",
    "1,     5,      3600000, 1000, 1",
  })
  void next(int sample, long noted, long millis, int perSecond, int next) {
    assertThat(WatchedPace.next(sample, noted, millis * 1_000_000, perSecond)).isEqualTo(next);
  }
}
