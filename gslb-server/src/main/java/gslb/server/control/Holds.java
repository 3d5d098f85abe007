package gslb.server.control;

import gslb.health.status.Endpoint;
import gslb.health.verdict.Hold;
import gslb.health.verdict.Verdict;
import gslb.health.verdict.Verdicts;
import gslb.server.control.Standing.Held;
import gslb.zones.AnswerType;
import gslb.zones.Declarations;
import gslb.zones.HoldDown;
import gslb.zones.Member;
import gslb.zones.Pool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which endpoints, as a pool has them, stay down although the vantages see them up: they flap, or
 * wait for an operator. A pool is never down for members that flap: where it would be, none of them
 * is held. Pure.
 *
 * @param byHeld those that fell lately or wait
 * @param down those held down now
 */
record Holds(Map<Held, Hold> byHeld, Set<Held> down) {

  /** Nobody fell. */
  static final Holds NONE = new Holds(Map.of(), Set.of());

  Holds {
    byHeld = Map.copyOf(byHeld);
    down = Set.copyOf(down);
  }

  /** As it was before a restart: these wait for an operator. */
  static Holds stopped(Set<Held> stopped) {
    Map<Held, Hold> byHeld = new HashMap<>();
    stopped.forEach(held -> byHeld.put(held, Hold.STOPPED));
    return new Holds(byHeld, stopped);
  }

  /** After a look that turned one set of verdicts into another. */
  Holds next(Declarations declarations, Verdicts before, Verdicts after, long nowNanos) {
    if (byHeld.isEmpty() && before.epoch() == after.epoch()) {
      return this;
    }
    Map<Held, Hold> next = new HashMap<>();
    Set<Held> down = new HashSet<>();
    for (Pool pool : declarations.pools().values()) {
      for (AnswerType type : AnswerType.values()) {
        next(pool, type, before, after, nowNanos, next, down);
      }
    }
    return new Holds(next, down);
  }

  private void next(
      Pool pool,
      AnswerType type,
      Verdicts before,
      Verdicts after,
      long nowNanos,
      Map<Held, Hold> next,
      Set<Held> down) {
    List<Held> candidates = new ArrayList<>();
    for (Member member : pool.members()) {
      Endpoint endpoint = member.enabled() ? Endpoint.of(pool, member, type) : null;
      if (endpoint != null) {
        Held held = new Held(pool.name(), endpoint);
        candidates.add(held);
        Hold hold = hold(held, pool.holdDown(), before.on(endpoint), after.on(endpoint), nowNanos);
        if (hold != null) {
          next.put(held, hold);
        }
      }
    }
    Predicate<Held> stopped = held -> next.containsKey(held) && next.get(held).stopped();
    Predicate<Held> flaps = held -> next.containsKey(held) && next.get(held).flapping(nowNanos);
    candidates.stream().filter(stopped).forEach(down::add);
    long left =
        candidates.stream()
            .filter(held -> after.up(held.endpoint()) && !stopped.test(held) && !flaps.test(held))
            .count();
    if (left >= Math.max(1, pool.minimumHealthy().of(candidates.size()))) {
      candidates.stream().filter(flaps).forEach(down::add);
    }
  }

  private @Nullable Hold hold(
      Held held, HoldDown rule, Verdict before, Verdict after, long nowNanos) {
    Hold last = byHeld.get(held);
    Hold now = last == null ? null : last.at(rule, nowNanos);
    boolean fell = before.decided() && before.up() && !after.up();
    return fell ? Hold.fallen(now, rule, nowNanos) : now;
  }

  /** Without those an operator lets come back. */
  Holds released(Predicate<Held> restored) {
    Map<Held, Hold> left = new HashMap<>(byHeld);
    left.keySet().removeIf(restored);
    Set<Held> down = new HashSet<>(this.down);
    down.removeIf(restored);
    return new Holds(left, down);
  }

  /** Those that wait for an operator, over a restart too. */
  Set<Held> stopped() {
    Set<Held> stopped = new HashSet<>();
    byHeld.forEach((held, hold) -> {
      if (hold.stopped()) {
        stopped.add(held);
      }
    });
    return stopped;
  }

  /** Why an endpoint is held down as a pool has it; null if it is not. */
  @Nullable String describe(Pool pool, Endpoint endpoint, long nowNanos) {
    Held held = new Held(pool.name(), endpoint);
    Hold hold = byHeld.get(held);
    return down.contains(held) && hold != null ? hold.describe(pool.holdDown(), nowNanos) : null;
  }
}
