package gslb.server.control;

import gslb.health.override.TargetOverride;
import gslb.health.override.Word;
import gslb.health.verdict.Fitness;
import gslb.zones.Declarations;
import gslb.zones.Member;
import gslb.zones.Pool;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What operators' words come to for each member (S-22, S-23). Of several words on a member, for its
 * pool, its datacenter or itself, the latest counts, whichever is the narrower. Pure.
 *
 * @param service words on whether a member serves
 * @param weight words on how much it weighs
 * @param leaves members that lose clients, or get them back
 * @param steps of {@link Fitness#RAMP_STEPS} they have now; absent = all
 */
record Forced(
    Map<MemberName, StandingWord> service,
    Map<MemberName, StandingWord> weight,
    Map<MemberName, Leave> leaves,
    Map<MemberName, Integer> steps) {

  /** Nobody has said anything. */
  static final Forced NONE = new Forced(Map.of(), Map.of(), Map.of(), Map.of());

  Forced {
    service = Map.copyOf(service);
    weight = Map.copyOf(weight);
    leaves = Map.copyOf(leaves);
    steps = Map.copyOf(steps);
  }

  /** What these words come to; members that lose clients go on from where they were. */
  Forced next(Collection<StandingWord> words, Declarations declarations, long nowNanos) {
    if (words.isEmpty() && leaves.isEmpty() && service.isEmpty() && weight.isEmpty()) {
      return this;
    }
    Map<MemberName, StandingWord> nextService = new HashMap<>();
    Map<MemberName, StandingWord> nextWeight = new HashMap<>();
    Map<MemberName, Leave> nextLeaves = new HashMap<>();
    Map<MemberName, Integer> nextSteps = new HashMap<>();
    for (Pool pool : declarations.pools().values()) {
      for (Member member : pool.members()) {
        MemberName name = new MemberName(pool.name(), member.name());
        for (StandingWord word : words) {
          if (word.override().target().covers(pool, member)) {
            (word.override().word().aspect() == Word.Aspect.SERVICE ? nextService : nextWeight)
                .merge(name, word, Forced::later);
          }
        }
        Leave leave = leave(pool, name, nextService.get(name), nowNanos);
        if (leave != null) {
          nextLeaves.put(name, leave);
          nextSteps.put(name, leave.steps(pool.ramp(), nowNanos));
        }
      }
    }
    return new Forced(nextService, nextWeight, nextLeaves, nextSteps);
  }

  private static StandingWord later(StandingWord one, StandingWord other) {
    TargetOverride first = one.override();
    return other.override().laterThan(first) ? other : one;
  }

  private @Nullable Leave leave(
      Pool pool, MemberName name, @Nullable StandingWord word, long nowNanos) {
    Leave last = leaves.get(name);
    int had = last == null ? Fitness.RAMP_STEPS : last.steps(pool.ramp(), nowNanos);
    if (word != null && word.override().word() instanceof Word.Down) {
      return new Leave(true, 0, word.sinceNanos());
    }
    if (word != null && word.override().word() instanceof Word.Drain) {
      // Of what began before this host started the time since then is over.
      return last != null && last.leaving()
          ? last
          : new Leave(true, had, last == null ? word.sinceNanos() : nowNanos);
    }
    if (last == null || (had == Fitness.RAMP_STEPS && !last.leaving())) {
      return null;
    }
    return last.leaving() ? new Leave(false, had, nowNanos) : last;
  }

  /** What an operator says of whether a member serves; null = nobody says anything. */
  @Nullable StandingWord service(MemberName name) {
    return service.get(name);
  }

  /** What an operator says of its weight; null = nobody says anything. */
  @Nullable StandingWord weight(MemberName name) {
    return weight.get(name);
  }

  /** Everything operators say of it; empty = nothing. */
  String describe(MemberName name, long nowNanos) {
    return Stream.of(service.get(name), weight.get(name))
        .filter(Objects::nonNull)
        .map(word -> word.describe(nowNanos))
        .collect(Collectors.joining("; "));
  }

  /** Whether it is never to be answered, whatever else is left. */
  boolean barred(MemberName name) {
    StandingWord word = service.get(name);
    return word != null && word.override().word() instanceof Word.Down;
  }

  /** Whether it is up whatever the vantages see. */
  boolean up(MemberName name) {
    StandingWord word = service.get(name);
    return word != null && word.override().word() instanceof Word.Up;
  }

  /** The share of its clients an operator leaves it, in {@link Fitness#RAMP_STEPS}ths. */
  int steps(MemberName name) {
    return steps.getOrDefault(name, Fitness.RAMP_STEPS);
  }

  /** The weight it has instead of its own. */
  int weight(MemberName name, int declared) {
    StandingWord word = weight.get(name);
    return word != null && word.override().word() instanceof Word.Weight(int other)
        ? other
        : declared;
  }

  /** What everything comes to in the end: those that lose clients have lost them. */
  Forced settled() {
    Map<MemberName, Integer> settled = new HashMap<>();
    leaves.forEach((name, leave) -> settled.put(name, leave.leaving() ? 0 : Fitness.RAMP_STEPS));
    return new Forced(service, weight, leaves, settled);
  }

  /** Whether time alone changes it: somebody is losing clients, or getting them back. */
  boolean moving() {
    return leaves.entrySet().stream()
        .anyMatch(leave -> !leave.getValue().leaving() || steps(leave.getKey()) > 0);
  }

  /** Whether plans made under the one could differ from plans made under the other. */
  boolean plansLike(Forced other) {
    return service.equals(other.service)
        && weight.equals(other.weight)
        && steps.equals(other.steps);
  }
}
