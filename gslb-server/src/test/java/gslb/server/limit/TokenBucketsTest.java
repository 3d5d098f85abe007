package gslb.server.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bucket holds a second's tokens, and a table holds what it can. */
class TokenBucketsTest {
  private static final long KEY = 0x0123_4567_89AB_CDEFL;
  private static final long NOON = 1_793_534_400_000L;

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "3, 3",
    "7, 7",
    "10, 10",
    "200, 200",
    "3333, 3333",
    "100000, 100000",
  })
  void holdsASecondsTokens(int perSecond, int atOnce) {
    assertThat(taken(new TokenBuckets(perSecond, 0), KEY, 2 * perSecond, NOON)).isEqualTo(atOnce);
  }

  @ParameterizedTest
  @CsvSource({
    // what has passed since it was empty, and what it holds then, at 10 a second
    "0, 0",
    "99, 0",
    "100, 1",
    "199, 1",
    "200, 2",
    "999, 9",
    "1000, 10",
    "5000, 10",
    // a clock that is set to another day does not keep anybody out
    "86400000, 10",
    "-86400000, 10",
    "-2000, 10",
    // 40 bits of microseconds: an untouched bucket looks as it did, 12.7 days later to the second
    "1099511627, 10",
    "1099511628, 0",
    "1099512628, 10",
  })
  void fillsAgain(long laterMillis, int tokens) {
    TokenBuckets buckets = new TokenBuckets(10, 0);
    taken(buckets, KEY, 20, NOON);
    assertThat(taken(buckets, KEY, 20, NOON + laterMillis)).isEqualTo(tokens);
  }

  @Test
  void givesASteadyFlowItsRate() {
    TokenBuckets buckets = new TokenBuckets(100, 0);
    int taken = 0;
    for (int millis = 0; millis < 60_000; millis++) {
      taken += taken(buckets, KEY, 3, NOON + millis); // 3 000 a second
    }
    assertThat(taken).isBetween(60 * 100, 61 * 100);
  }

  @ParameterizedTest
  @CsvSource({
    "0,  DROP DROP DROP DROP DROP",
    "1,  SLIP SLIP SLIP SLIP SLIP",
    "2,  SLIP DROP SLIP DROP SLIP",
    "3,  SLIP DROP DROP SLIP DROP",
    "10, SLIP DROP DROP DROP DROP",
  })
  void slipsInTurn(int slip, String expected) {
    TokenBuckets buckets = new TokenBuckets(1, slip);
    assertThat(buckets.take(KEY, NOON, 1)).isEqualTo(Action.SEND);
    List<String> actions = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      actions.add(buckets.take(KEY, NOON, 1).name());
    }
    assertThat(String.join(" ", actions)).isEqualTo(expected);
  }

  /** Where one answer stands for several. */
  @Test
  void takesSeveralAtOnceOrNone() {
    TokenBuckets buckets = new TokenBuckets(100, 0);
    for (int i = 0; i < 12; i++) {
      assertThat(buckets.take(KEY, NOON, 8)).isEqualTo(Action.SEND);
    }
    assertThat(buckets.take(KEY, NOON, 8)).isEqualTo(Action.DROP);
    assertThat(taken(buckets, KEY, 8, NOON)).isEqualTo(4);
  }

  @Test
  void everyKeyHasItsOwn() {
    TokenBuckets buckets = new TokenBuckets(5, 0);
    SplittableRandom random = new SplittableRandom(1);
    for (int key = 0; key < 10_000; key++) {
      assertThat(taken(buckets, random.nextLong(), 10, NOON)).isEqualTo(5);
    }
  }

  /** Whoever asks most is remembered best, however many others ask. */
  @Test
  void aFloodFromEverywhereForgetsWhoAskedLeast() {
    TokenBuckets buckets = new TokenBuckets(5, 0);
    SplittableRandom random = new SplittableRandom(2);
    taken(buckets, KEY, 10, NOON);
    int forgotten = 0;
    for (int stranger = 0; stranger < 1_000_000; stranger++) {
      assertThat(buckets.take(random.nextLong(), NOON, 1)).isEqualTo(Action.SEND);
      forgotten += stranger % 1000 == 0 ? taken(buckets, KEY, 1, NOON) : 0;
    }
    assertThat(forgotten).isZero();
  }

  @Test
  void workersShareABucketExactly() throws Exception {
    TokenBuckets buckets = new TokenBuckets(10_000, 0);
    try (ExecutorService workers = Executors.newFixedThreadPool(4)) {
      List<Callable<Integer>> all = new ArrayList<>();
      for (int worker = 0; worker < 4; worker++) {
        all.add(() -> taken(buckets, KEY, 20_000, NOON));
      }
      int sum = 0;
      for (Future<Integer> each : workers.invokeAll(all)) {
        sum += each.get();
      }
      assertThat(sum).isEqualTo(10_000);
    }
  }

  private static int taken(TokenBuckets buckets, long key, int times, long nowMillis) {
    int taken = 0;
    for (int i = 0; i < times; i++) {
      taken += buckets.take(key, nowMillis, 1) == Action.SEND ? 1 : 0;
    }
    return taken;
  }
}
