package gslb.server.control;

import gslb.server.compile.Usability;
import gslb.zones.AnswerType;
import gslb.zones.Declarations;
import gslb.zones.Member;
import gslb.zones.Pool;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a change would leave a pool with fewer usable members of a family than its {@code
 * safety_floor}, or its {@code minimum_healthy}, asks for (S-22). A pool that is below already and
 * loses nothing is left alone. Pure.
 */
final class SafetyFloor {
  private SafetyFloor() {}

  /** What speaks against the change, a sentence for every pool and family; empty = nothing. */
  static List<String> breaches(Declarations declarations, Usability before, Usability after) {
    List<String> breaches = new ArrayList<>();
    for (Pool pool : declarations.pools().values()) {
      for (AnswerType type : AnswerType.values()) {
        List<Member> candidates =
            pool.members().stream()
                .filter(member -> member.enabled() && member.target(type) != null)
                .toList();
        if (candidates.isEmpty()) {
          continue;
        }
        long had = candidates.stream().filter(m -> before.usable(pool, m, type)).count();
        long left = candidates.stream().filter(m -> after.usable(pool, m, type)).count();
        int floor =
            Math.max(
                pool.safetyFloor().of(candidates.size()),
                pool.minimumHealthy().of(candidates.size()));
        if (left < had && left < floor) {
          breaches.add(
              "pool %s would have %d of %d members up for %s, its safety floor is %d"
                  .formatted(pool.name(), left, candidates.size(), type, floor));
        }
      }
    }
    return breaches;
  }
}
