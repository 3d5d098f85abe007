package gslb.zones;

import gslb.zones.DeclaredPolicy.At;
import gslb.zones.Rule.Condition;
import gslb.zones.problem.Problems;
import java.util.HashSet;
import java.util.Set;

/** Warns of rules no client reaches, because earlier ones take all of theirs (S-7). */
final class RuleOrder {

  private RuleOrder() {}

  static void check(DeclaredPolicy policy, Problems problems) {
    Set<PlaceCode> places = new HashSet<>();
    Set<Prefix> nets = new HashSet<>();
    Set<Long> asns = new HashSet<>();
    for (At<Rule> rule : policy.rules()) {
      Condition when = rule.value().when();
      if (when == null) {
        continue; // only the last has none, or it is reported
      }
      boolean something = !when.geo().isEmpty() || !when.nets().isEmpty() || !when.asns().isEmpty();
      if (something
          && when.geo().stream().allMatch(place -> taken(place, places))
          && when.nets().stream()
              .allMatch(net -> nets.stream().anyMatch(earlier -> earlier.contains(net)))
          && asns.containsAll(when.asns())) {
        problems.warning(
            rule.position(),
            policy.owner() + ": no client reaches this rule, earlier ones take all of its");
      }
      places.addAll(when.geo());
      nets.addAll(when.nets());
      asns.addAll(when.asns());
    }
  }

  private static boolean taken(PlaceCode place, Set<PlaceCode> earlier) {
    for (PlaceCode larger = place; larger != null; larger = larger.parent()) {
      if (earlier.contains(larger)) {
        return true;
      }
    }
    return false;
  }
}
