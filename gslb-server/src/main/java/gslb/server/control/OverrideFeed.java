package gslb.server.control;

import gslb.health.override.OverrideSet;
import gslb.health.override.OverrideTarget;
import gslb.health.override.TargetOverride;
import gslb.health.override.Word;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The overrides that stand: what was kept, what other servers tell and what is said here, put
 * together. For the control thread; others may read {@link #words}.
 */
public final class OverrideFeed {
  private final String host;
  private final Supplier<List<TargetOverride>> received;
  private final Consumer<Collection<TargetOverride>> relay;
  private final @Nullable OverrideStore store;
  private final InstantSource clock;
  private final LongSupplier nanoClock;
  private final Map<TargetOverride.Key, StandingWord> anchored = new HashMap<>();
  private OverrideSet known = OverrideSet.EMPTY;
  private @Nullable List<TargetOverride> lastReceived;
  private volatile List<StandingWord> words = List.of();

  /**
   * A feed of what was kept.
   *
   * @param host this one's name, for versions
   * @param received what other servers tell, this one's own among it or not
   * @param relay takes what they are to be told
   * @param store null = nothing is kept
   * @param nanoClock monotonic
   */
  public OverrideFeed(
      String host,
      Supplier<List<TargetOverride>> received,
      Consumer<Collection<TargetOverride>> relay,
      @Nullable OverrideStore store,
      InstantSource clock,
      LongSupplier nanoClock) {
    this.host = host;
    this.received = received;
    this.relay = relay;
    this.store = store;
    this.clock = clock;
    this.nanoClock = nanoClock;
    recall();
  }

  /** Of a server that neither tells anybody nor keeps anything. */
  static OverrideFeed alone(LongSupplier nanoClock) {
    return new OverrideFeed(
        "alone", List::of, overrides -> {}, null, () -> Instant.EPOCH, nanoClock);
  }

  /** Takes in what is kept: at the start, and when another process has kept it until now. */
  void recall() {
    if (store != null) {
      learn(store.read());
    }
  }

  /** What came of a look. */
  record Change(List<TargetOverride> learnt, List<TargetOverride> ended) {}

  /** Takes in what others tell, and lets end what has ended. */
  Change look() {
    List<TargetOverride> told = received.get();
    List<TargetOverride> learnt = told.equals(lastReceived) ? List.of() : learn(told);
    lastReceived = told;
    long now = nanoClock.getAsLong();
    List<TargetOverride> ended =
        words.stream()
            .filter(word -> !word.stands(now) && known.byKey().containsValue(word.override()))
            .map(StandingWord::override)
            .toList();
    if (!learnt.isEmpty() || !ended.isEmpty()) {
      forget();
      stand(now);
    }
    return new Change(learnt, ended);
  }

  private List<TargetOverride> learn(Collection<TargetOverride> told) {
    OverrideSet before = known;
    known = known.with(told, clock.instant());
    List<TargetOverride> learnt = known.since(before);
    long now = nanoClock.getAsLong();
    for (TargetOverride one : learnt) {
      long since = now - one.age(clock.instant()).toNanos();
      anchored.put(one.key(), new StandingWord(one, since));
    }
    if (!learnt.isEmpty()) {
      stand(now);
      relay.accept(known.byKey().values());
    }
    return learnt;
  }

  private void forget() {
    known = known.at(clock.instant());
    anchored.keySet().retainAll(known.byKey().keySet());
    relay.accept(known.byKey().values());
  }

  private void stand(long now) {
    words =
        anchored.values().stream()
            .filter(word -> word.stands(now))
            .sorted(Comparator.comparing(word -> word.override().version()))
            .toList();
  }

  /** Keeps what is known over a restart; whether it is kept. */
  boolean keep() {
    return store == null || store.keep(known);
  }

  /** A word as it would stand if it were said now. */
  StandingWord draft(
      OverrideTarget target, Word word, String owner, String reason, @Nullable Duration lifetime) {
    Instant now = clock.instant();
    return new StandingWord(
        new TargetOverride(target, word, owner, reason, now, lifetime, known.next(now, host)),
        nanoClock.getAsLong());
  }

  /** Says it. */
  void say(StandingWord draft) {
    learn(List.of(draft.override()));
  }

  /** Whether there is room for another word on something new. */
  boolean hasRoom() {
    return known.byKey().size() < OverrideSet.MAX_ENTRIES - 1;
  }

  /** The words that would stand with another one said. */
  Collection<StandingWord> with(StandingWord draft) {
    List<StandingWord> with = new ArrayList<>(words);
    with.removeIf(word -> word.override().key().equals(draft.override().key()));
    with.add(draft);
    return with;
  }

  /** The words that stand, earliest first. */
  public List<StandingWord> words() {
    return words;
  }
}
