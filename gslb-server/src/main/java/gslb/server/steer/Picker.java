package gslb.server.steer;

import gslb.zones.Pool;
import java.util.List;

/**
 * Picks from a plan: a pure function of plan, client key and time slot (S-13). Keeps a worker's
 * scratch.
 */
public final class Picker {
  /** With less than a hundredth of the tickets good, there are few choices left to race. */
  private static final int MOST_DRAWS = 128;

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

  /** Draws by weight: in a lottery where there is one, else by the first arrivals of a race. */
  public void draw(Plan.Drawn plan, long key, long slot) {
    long race = plan.sticky() ? key : Mix.mix(key + slot);
    Tickets tickets = plan.tickets();
    count = 0;
    if (tickets == null) {
      race(plan.choices(), Math.min(plan.count(), Pool.MOST_ANSWERS), race, 0);
    } else {
      draw(plan, tickets, race);
    }
  }

  /** Few of many: nearly always the first tickets do, but there is an end to drawing. */
  private void draw(Plan.Drawn plan, Tickets tickets, long race) {
    int wanted = Math.min(Math.min(plan.count(), Pool.MOST_ANSWERS), plan.choices().size());
    for (int i = 0; i < MOST_DRAWS * wanted && count < wanted; i++) {
      int choice = tickets.draw(Mix.mix(race + i));
      if (choice >= 0 && !isPicked(choice, count)) {
        picks[count++] = choice;
      }
    }
    if (count < wanted) {
      race(plan.choices(), wanted, race, count);
    }
  }

  private boolean isPicked(int choice, int among) {
    for (int i = 0; i < among; i++) {
      if (picks[i] == choice) {
        return true;
      }
    }
    return false;
  }

  /** Fills the picks up to {@code wanted} with the first arrivals among those not picked before. */
  private void race(List<Choice> choices, int wanted, long race, int before) {
    for (int i = 0; i < choices.size(); i++) {
      if (before > 0 && isPicked(i, before)) {
        continue;
      }
      double arrival = choices.get(i).arrival(race);
      if (count < wanted) {
        count++;
      } else if (arrival >= arrivals[count - 1]) {
        continue;
      }
      insert(i, arrival, before);
    }
  }

  /** Puts it where it belongs among the first arrivals, whose last place is free. */
  private void insert(int index, double arrival, int before) {
    int place = count - 1;
    while (place > before && arrivals[place - 1] > arrival) {
      arrivals[place] = arrivals[place - 1];
      picks[place] = picks[place - 1];
      place--;
    }
    arrivals[place] = arrival;
    picks[place] = index;
  }
}
