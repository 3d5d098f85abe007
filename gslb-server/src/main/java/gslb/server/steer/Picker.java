package gslb.server.steer;

import gslb.zones.Pool;
import java.util.List;

/**
 * Picks from a plan: a pure function of plan, client key and time slot (S-13). Keeps a worker's
 * scratch.
 */
public final class Picker {
  private final int[] picks = new int[Pool.MOST_ANSWERS];
  private final double[] arrivals = new double[Pool.MOST_ANSWERS];
  private int count;

  /** How many were picked last. */
  public int count() {
    return count;
  }

  /** The index in the plan's choices of the i-th pick. */
  public int pick(int i) {
    return picks[i];
  }

  /** Picks nothing. */
  public void none() {
    count = 0;
  }

  /** Takes every choice, beginning at one the key says. */
  public void all(Plan.Fixed plan, long key) {
    count = plan.choices().size();
    turn(count, (int) Long.remainderUnsigned(key, count));
  }

  /** Takes the next ones in turn. */
  public void turn(Plan.Turn plan, long key, long slot) {
    int size = plan.choices().size();
    count = Math.min(plan.count(), size);
    turn(size, (int) Long.remainderUnsigned((key >>> 1) + slot, size));
  }

  private void turn(int size, int first) {
    for (int i = 0; i < count; i++) {
      picks[i] = (first + i) % size;
    }
  }

  /** Draws by weight: the first arrivals of the key's race. */
  public void draw(Plan.Drawn plan, long key, long slot) {
    long race = plan.sticky() ? key : Mix.mix(key + slot);
    List<Choice> choices = plan.choices();
    count = 0;
    int wanted = Math.min(plan.count(), Pool.MOST_ANSWERS);
    for (int i = 0; i < choices.size(); i++) {
      double arrival = choices.get(i).arrival(race);
      if (count < wanted) {
        count++;
      } else if (arrival >= arrivals[count - 1]) {
        continue;
      }
      insert(i, arrival);
    }
  }

  /** Puts it where it belongs among the first arrivals, whose last place is free. */
  private void insert(int index, double arrival) {
    int place = count - 1;
    while (place > 0 && arrivals[place - 1] > arrival) {
      arrivals[place] = arrivals[place - 1];
      picks[place] = picks[place - 1];
      place--;
    }
    arrivals[place] = arrival;
    picks[place] = index;
  }
}
