package gslb.health.override;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words of several hosts, in any order and any number of times, come to one set (P1, P20). */
class OverrideSetTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  private static final List<Word> WORDS =
      List.of(
          new Word.Drain(),
          new Word.Down(),
          new Word.Up(),
          new Word.Weight(7),
          new Word.Restored(Word.Aspect.SERVICE),
          new Word.Restored(Word.Aspect.WEIGHT));

  private static TargetOverride word(String target, Word word, Instant at, Version version) {
    OverrideTarget of = OverrideTarget.parse(target);
    assertThat(of).isNotNull();
    return new TargetOverride(of, word, "ops", "test", at, Duration.ofHours(2), version);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyOrderAndAnyNumberOfTimesGiveTheSame(long seed) {
    Random random = new Random(seed);
    List<TargetOverride> words = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      words.add(
          word(
              "web/m-" + random.nextInt(10),
              WORDS.get(random.nextInt(WORDS.size())),
              NOON.plusSeconds(random.nextInt(100)),
              new Version(random.nextInt(30), "ns" + random.nextInt(3)))); // ties on purpose
    }
    OverrideSet inOrder = OverrideSet.EMPTY.with(words, NOON);
    assertThat(inOrder.byKey()).hasSizeBetween(10, 20);
    for (int round = 0; round < 20; round++) {
      List<TargetOverride> arrivals = new ArrayList<>(words);
      arrivals.addAll(words.subList(0, random.nextInt(words.size())));
      Collections.shuffle(arrivals, random);
      OverrideSet one = OverrideSet.EMPTY;
      for (TargetOverride arrival : arrivals) {
        OverrideSet next = one.with(List.of(arrival), NOON);
        TargetOverride before = one.get(arrival.key());
        TargetOverride after = next.get(arrival.key());
        assertThat(after).isNotNull();
        assertThat(before == null || !before.laterThan(after)).as("an older one won").isTrue();
        one = next;
      }
      assertThat(one).isEqualTo(inOrder);
    }
  }

  @Test
  void whoSpeaksIsLaterThanAllHeHasSeenWhateverHisClock() {
    OverrideSet seen =
        OverrideSet.EMPTY.with(
            List.of(word("web/a", new Word.Drain(), NOON, new Version(NOON.toEpochMilli(), "z"))),
            NOON);
    Instant anHourBehind = NOON.minusSeconds(3600);
    TargetOverride restored =
        word(
            "web/a",
            new Word.Restored(Word.Aspect.SERVICE),
            anHourBehind,
            seen.next(anHourBehind, "a"));
    OverrideSet after = seen.with(List.of(restored), anHourBehind);
    assertThat(after.get(restored.key())).isEqualTo(restored);
    assertThat(after.with(seen.byKey().values(), NOON))
        .as("the drain comes again")
        .isEqualTo(after);
  }

  @Test
  void whatIsOverIsRememberedForAYearSoThatNothingOlderReturns() {
    TargetOverride forever =
        new TargetOverride(
            new OverrideTarget.Pools("web"),
            new Word.Down(),
            "ops",
            "first",
            NOON,
            null,
            new Version(1, "a"));
    TargetOverride short2h = word("pool:web", new Word.Drain(), NOON, new Version(2, "a"));
    OverrideSet set = OverrideSet.EMPTY.with(List.of(forever, short2h), NOON);
    Instant later = NOON.plus(Duration.ofDays(300));
    assertThat(set.at(later).with(List.of(forever), later)).isEqualTo(set);
    assertThat(set.at(NOON.plus(Duration.ofDays(367))).byKey()).isEmpty();
    assertThat(OverrideSet.EMPTY.with(List.of(forever), NOON).at(NOON.plus(Duration.ofDays(9999))))
        .as("what stands for ever is never forgotten")
        .isEqualTo(OverrideSet.EMPTY.with(List.of(forever), NOON));
  }

  @Test
  void ageIsWithinTheLifetimeWhateverTheClocks() {
    TargetOverride two = word("web/a", new Word.Drain(), NOON, new Version(1, "a"));
    assertThat(two.age(NOON.minusSeconds(3600))).isZero();
    assertThat(two.age(NOON.plusSeconds(60))).isEqualTo(Duration.ofMinutes(1));
    assertThat(two.age(NOON.plus(Duration.ofDays(3)))).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void thereIsABound() {
    List<TargetOverride> many = new ArrayList<>();
    for (int i = 0; i < OverrideSet.MAX_ENTRIES + 5; i++) {
      many.add(word("web/m-" + i, new Word.Up(), NOON, new Version(i, "a")));
    }
    assertThat(OverrideSet.EMPTY.with(many, NOON).byKey()).hasSize(OverrideSet.MAX_ENTRIES);
  }
}
