package gslb.server.forecast;

import gslb.server.forecast.Way.Draw;
import gslb.server.forecast.Way.End;
import gslb.server.forecast.Way.Fork;
import gslb.server.forecast.Way.Kind;
import gslb.server.snapshot.SteeredName;
import gslb.server.steer.Mix;
import gslb.server.steer.Picker;
import gslb.server.steer.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What of a route's clients moves where one plan takes the place of another. Both divide and draw
 * by the same client's key, so what is asked is not how far their shares differ but who falls
 * elsewhere. Remembers what it worked out; for one pair of snapshots.
 */
final class PlanShift {
  /** Where only trying tells: so many keys, to a tenth of a percent. */
  static final int TRIED_KEYS = 1 << 18;

  /** Of the plan that takes the other's place, where its clients are not in the same time slot. */
  private static final long OTHER_SLOT = 1_000_003;

  private static final Plan NOTHING_PICKED =
      new Plan.Fixed(new Plan.Basis("", "", false, Plan.Count.NONE, List.of()), 1, List.of());

  private final Map<Ends, Shift> known = new HashMap<>();
  private final Picker picker = new Picker();

  /**
   * What two plans have in common.
   *
   * @param key whether a client has the same key under both
   * @param slot whether it is in the same time slot
   */
  private record Common(boolean key, boolean slot) {}

  private record Ends(Draw before, Draw after, Common common) {

    /** Whether one draw says something of the other. */
    boolean related() {
      boolean sameSlot = before.sticky() == after.sticky() && (before.sticky() || common.slot);
      return common.key && before.kind() == after.kind() && before.kind() != Kind.ALL && sameSlot;
    }

    private boolean ofOne() {
      return (before.kind() == Kind.ALL || before.count() == 1)
          && (after.kind() == Kind.ALL || after.count() == 1);
    }
  }

  /**
   * What moves.
   *
   * @param old whose plan is left; null = the name was not steered
   * @param now whose plan takes its place; null = the name is not steered any more
   */
  Shift of(
      @Nullable SteeredName old, Way before, @Nullable SteeredName now, Way after, boolean v6) {
    if (old == null || now == null) {
      return sum(before, after, new Common(false, false));
    }
    boolean slot =
        old.persistent() == now.persistent() && (old.persistent() || old.maxTtl() == now.maxTtl());
    Shift together = sum(before, after, new Common(true, slot));
    int apart = Math.abs(old.prefix(v6) - now.prefix(v6));
    if (apart == 0) {
      return together;
    }
    // A key is that of the prefix's bits: clients with zeros where the prefixes differ keep theirs.
    double same = Math.scalb(1.0, -apart);
    return new Shift.Sum()
        .add(same, together)
        .add(1 - same, sum(before, after, new Common(false, false)))
        .shift();
  }

  private Shift sum(Way before, Way after, Common common) {
    Shift.Sum sum = new Shift.Sum();
    add(sum, 1, before, after, common);
    return sum.shift();
  }

  /** Divisions of another reason divide independently, and stand within one another in order. */
  private void add(Shift.Sum sum, double share, Way before, Way after, Common common) {
    if (share == 0) {
      return;
    }
    if (before instanceof Fork from && after instanceof Fork to && from.reason() == to.reason()) {
      double[][] joint =
          common.key
              ? Races.joint(from.entrants(), to.entrants())
              : Races.independent(from.entrants(), to.entrants());
      for (int i = 0; i < joint.length; i++) {
        for (int j = 0; j < joint[i].length; j++) {
          add(sum, share * joint[i][j], from.ways().get(i), to.ways().get(j), common);
        }
      }
    } else if (before instanceof Fork from
        && !(after instanceof Fork to && to.reason().compareTo(from.reason()) < 0)) {
      double[] shares = Races.shares(from.entrants());
      for (int i = 0; i < shares.length; i++) {
        add(sum, share * shares[i], from.ways().get(i), after, common);
      }
    } else if (after instanceof Fork to) {
      double[] shares = Races.shares(to.entrants());
      for (int i = 0; i < shares.length; i++) {
        add(sum, share * shares[i], before, to.ways().get(i), common);
      }
    } else if (before instanceof End from && after instanceof End to) {
      sum.add(share, ends(from, to, common));
    }
  }

  private Shift ends(End from, End to, Common common) {
    Ends ends = new Ends(from.draw(), to.draw(), common);
    Shift shift = known.get(ends);
    if (shift == null) {
      shift = shift(ends, from, to);
      known.put(ends, shift);
    }
    return shift;
  }

  private Shift shift(Ends ends, End from, End to) {
    Draw before = ends.before;
    Draw after = ends.after;
    if (ends.related()
        && before.kind() != Kind.LOTTERY
        && before.equals(after)
        && before.isEven()) {
      return new Shift.Sum().add(1, before.stands(), after.stands()).shift();
    }
    if (before.kind() == Kind.RACE && ends.related() && ends.ofOne()) {
      return matrix(before, after, Races.joint(before.entrants(), after.entrants()));
    }
    if (!ends.related() && ends.ofOne()) {
      return product(before, after);
    }
    return tried(ends, from, to);
  }

  private static Shift matrix(Draw before, Draw after, double[][] joint) {
    Shift.Sum sum = new Shift.Sum();
    for (int i = 0; i < joint.length; i++) {
      for (int j = 0; j < joint[i].length; j++) {
        if (joint[i][j] > 0) {
          sum.add(joint[i][j], List.of(before.stands().get(i)), List.of(after.stands().get(j)));
        }
      }
    }
    return sum.shift();
  }

  private static Shift product(Draw before, Draw after) {
    Map<List<Stand>, Double> from = answers(before);
    Map<List<Stand>, Double> to = answers(after);
    Shift.Sum sum = new Shift.Sum();
    from.forEach((one, p) -> to.forEach((other, q) -> sum.add(p * q, one, other)));
    return sum.shift();
  }

  /** Answers with all stands, or with one. */
  private static Map<List<Stand>, Double> answers(Draw draw) {
    if (draw.kind() == Kind.ALL) {
      return Map.of(draw.stands(), 1.0);
    }
    double[] chances = draw.chances();
    Map<List<Stand>, Double> answers = new LinkedHashMap<>();
    for (int i = 0; i < chances.length; i++) {
      answers.merge(List.of(draw.stands().get(i)), chances[i], Double::sum);
    }
    return answers;
  }

  private record Picks(List<Integer> before, List<Integer> after) {}

  /** Keys one after another: those that take turns by them do so evenly. */
  private Shift tried(Ends ends, End from, End to) {
    Map<Picks, Integer> counts = new HashMap<>();
    for (int i = 0; i < TRIED_KEYS; i++) {
      long key = 2L * i; // a turn leaves the lowest bit out
      long other = ends.common.key ? key : Mix.mix(~key);
      counts.merge(
          new Picks(picks(from, key, 0), picks(to, other, ends.common.slot ? 0 : OTHER_SLOT)),
          1,
          Integer::sum);
    }
    Shift.Sum sum = new Shift.Sum();
    counts.forEach((picks, count) ->
        sum.add(
            count / (double) TRIED_KEYS,
            stands(ends.before, picks.before),
            stands(ends.after, picks.after)));
    return sum.shift();
  }

  private static List<Stand> stands(Draw draw, List<Integer> picks) {
    return draw.kind() == Kind.ALL
        ? draw.stands()
        : picks.stream().map(draw.stands()::get).toList();
  }

  private List<Integer> picks(End end, long key, long slot) {
    switch (Objects.requireNonNullElse(end.plan(), NOTHING_PICKED)) {
      case Plan.Drawn drawn -> picker.draw(drawn, key, slot);
      case Plan.Turn turn -> picker.turn(turn, key, slot);
      case Plan.Fixed _, Plan.Spent _, Plan.Divided _ -> picker.none();
    }
    List<Integer> picks = new ArrayList<>(picker.count());
    for (int i = 0; i < picker.count(); i++) {
      picks.add(picker.pick(i));
    }
    picks.sort(null);
    return picks;
  }
}
