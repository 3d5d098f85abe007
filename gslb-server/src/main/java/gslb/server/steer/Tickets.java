package gslb.server.steer;

import java.util.Arrays;
import java.util.List;

/** A lottery among the choices of one plan. */
public final class Tickets {
  private final Lottery lottery;
  private final int[] weights;
  private final int[] choices;

  /**
   * @param lottery in which each of the choices' members takes part
   * @param choices of a plan
   */
  Tickets(Lottery lottery, List<Choice> choices) {
    this.lottery = lottery;
    this.weights = new int[lottery.size()];
    this.choices = new int[lottery.size()];
    Arrays.fill(this.choices, -1);
    for (int i = 0; i < choices.size(); i++) {
      int holder = lottery.index(choices.get(i).member());
      this.weights[holder] = choices.get(i).weight();
      this.choices[holder] = i;
    }
  }

  /** The index of a choice; negative = draw again. */
  int draw(long random) {
    int holder = lottery.draw(random, weights);
    return holder < 0 ? holder : choices[holder];
  }
}
