package gslb.zones;

import gslb.zones.DeclaredPolicy.At;
import gslb.zones.Rule.Condition;
import gslb.zones.RuleReach.Box;
import gslb.zones.problem.Problems;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Warns of rules no client reaches (S-7): those whose own condition nobody meets, those of which
 * one earlier rule takes every client, and those of which several do that differ from it in one
 * kind of condition only. A rule with a split takes its clients like any other, as its shares are
 * all of them.
 *
 * <p>What is told is so for every client there can be. Rules that only several earlier ones of
 * several kinds shadow together are not told.
 */
final class RuleOrder {

  private final DeclaredPolicy policy;
  private final Problems problems;
  private final RuleReach reach;
  private final List<At<Rule>> earlier = new ArrayList<>();
  private final List<Box> boxes = new ArrayList<>();

  private RuleOrder(DeclaredPolicy policy, Problems problems) {
    this.policy = policy;
    this.problems = problems;
    this.reach =
        new RuleReach(
            policy.rules().stream()
                .map(rule -> rule.value().when())
                .filter(Objects::nonNull)
                .toList());
  }

  static void check(DeclaredPolicy policy, Problems problems) {
    List<At<Rule>> rules = policy.rules();
    int last = rules.size() - 1;
    boolean whole = last > 0 && rules.getLast().value().when() == null;
    for (At<Rule> rule : rules.subList(0, Math.max(0, last))) {
      whole &= says(rule.value().when());
    }
    if (whole) { // else what is wrong is told already
      new RuleOrder(policy, problems).check();
    }
  }

  private static boolean says(@Nullable Condition when) {
    return when != null && !when.equals(new Condition(List.of(), List.of(), Set.of()));
  }

  private void check() {
    for (At<Rule> rule : policy.rules()) {
      Condition when = rule.value().when();
      Box box = when == null ? reach.everybody() : reach.of(when);
      if (box.isEmpty()) {
        warn(rule, "no client meets the condition of this rule");
        continue;
      }
      List<Integer> shadow = shadow(box);
      if (!shadow.isEmpty()) {
        String where =
            shadow.stream()
                .map(i -> earlier.get(i).position().toString())
                .collect(Collectors.joining(" and "));
        warn(
            rule,
            "no client reaches this rule, the "
                + (shadow.size() == 1
                    ? "rule at " + where + " takes"
                    : "rules at " + where + " take")
                + " all of its");
      }
      earlier.add(rule);
      boxes.add(box);
    }
  }

  private void warn(At<Rule> rule, String what) {
    problems.warning(rule.position(), policy.owner() + ": " + what);
  }

  /** The earlier rules that take all of the box; empty = it is not known that any do. */
  private List<Integer> shadow(Box box) {
    for (int i = 0; i < boxes.size(); i++) {
      if (boxes.get(i).contains(box)) {
        return List.of(i);
      }
    }
    for (int kind = 0; kind < Box.KINDS; kind++) {
      List<Integer> together = together(box, kind);
      if (!together.isEmpty()) {
        return together;
      }
    }
    return List.of();
  }

  /** Those that hold the box but for one kind of condition, if in that they hold it together. */
  private List<Integer> together(Box box, int kind) {
    List<Integer> holders = new ArrayList<>();
    for (int i = 0; i < boxes.size(); i++) {
      if (boxes.get(i).containsBut(kind, box)
          && boxes.get(i).kind(kind).intersects(box.kind(kind))) {
        holders.add(i);
      }
    }
    if (!cover(holders, box, kind)) {
      return List.of();
    }
    for (Integer holder : List.copyOf(holders)) { // no more than it takes
      List<Integer> others = holders.stream().filter(other -> !other.equals(holder)).toList();
      if (cover(others, box, kind)) {
        holders = others;
      }
    }
    return holders;
  }

  private boolean cover(List<Integer> holders, Box box, int kind) {
    BitSet left = (BitSet) box.kind(kind).clone();
    holders.forEach(holder -> left.andNot(boxes.get(holder).kind(kind)));
    return left.isEmpty();
  }
}
