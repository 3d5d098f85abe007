package gslb.server.forecast;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Two races (see {@link gslb.server.steer.Contender}) that the same keys start: how many keys are
 * won by whom in one and by whom in the other. Exact, not tried.
 *
 * <p>A contender arrives at E / a in one race and at E / b in the other, E being the same
 * exponential variable in both. So the winner changes from i to j only where b<sub>j</sub> /
 * a<sub>j</sub> is the greater ratio, and with D(v) = ∑ max(a<sub>n</sub>, v b<sub>n</sub>) over
 * all contenders
 *
 * <pre>
 *   P(i, then i) = a_i / D(a_i / b_i)
 *                              a_i / b_i
 *   P(i, then j) = a_i b_j ∫  dv / D(v)²     where a_i / b_i > a_j / b_j, else 0
 *                              a_j / b_j
 * </pre>
 *
 * D is linear between the ratios, so the integral is a sum of fractions.
 */
final class Races {
  private final double[] a;
  private final double[] b;

  /** a / b; infinite for those that are not in the second race. */
  private final double[] ratio;

  private final double[] breaks; // the ratios, each once, ascending
  private final double[] integrals; // from 0 to each of them

  private Races(double[] a, double[] b) {
    this.a = a;
    this.b = b;
    this.ratio = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      ratio[i] = b[i] == 0 ? Double.POSITIVE_INFINITY : a[i] / b[i];
    }
    this.breaks = Arrays.stream(ratio).distinct().sorted().toArray();
    this.integrals = new double[breaks.length];
    double from = 0;
    double sum = 0;
    for (int i = 0; i < breaks.length; i++) {
      sum += integral(from, breaks[i]);
      integrals[i] = sum;
      from = breaks[i];
    }
  }

  /** One who takes part, by the name its keys depend on. */
  record Entrant(String name, int weight) {}

  /**
   * Shares of the keys, by the index of the winner of one race and of the other.
   *
   * @param before names unique
   * @param after names unique
   */
  static double[][] joint(List<Entrant> before, List<Entrant> after) {
    Set<String> union = new LinkedHashSet<>();
    before.forEach(entrant -> union.add(entrant.name()));
    after.forEach(entrant -> union.add(entrant.name()));
    List<String> names = List.copyOf(union);
    ToIntFunction<Entrant> place = entrant -> names.indexOf(entrant.name());
    Races races = new Races(weights(before, names), weights(after, names));
    double[][] joint = new double[before.size()][after.size()];
    for (int i = 0; i < joint.length; i++) {
      for (int j = 0; j < joint[i].length; j++) {
        joint[i][j] = races.share(place.applyAsInt(before.get(i)), place.applyAsInt(after.get(j)));
      }
    }
    return joint;
  }

  /** The same where the keys of one have nothing to do with those of the other. */
  static double[][] independent(List<Entrant> before, List<Entrant> after) {
    double[] p = shares(before);
    double[] q = shares(after);
    double[][] joint = new double[p.length][q.length];
    for (int i = 0; i < p.length; i++) {
      for (int j = 0; j < q.length; j++) {
        joint[i][j] = p[i] * q[j];
      }
    }
    return joint;
  }

  /** Who wins how many of the keys of one race. */
  static double[] shares(List<Entrant> entrants) {
    double sum = entrants.stream().mapToDouble(Entrant::weight).sum();
    return entrants.stream().mapToDouble(entrant -> entrant.weight() / sum).toArray();
  }

  private static double[] weights(List<Entrant> entrants, List<String> names) {
    double[] weights = new double[names.size()];
    entrants.forEach(entrant -> weights[names.indexOf(entrant.name())] = entrant.weight());
    double sum = Arrays.stream(weights).sum(); // keeps all of it near 1
    return Arrays.stream(weights).map(weight -> weight / sum).toArray();
  }

  private double share(int from, int to) {
    if (a[from] == 0 || b[to] == 0) {
      return 0;
    }
    if (from == to) {
      return a[from] / sumOfGreater(ratio[from]);
    }
    return ratio[from] > ratio[to] ? a[from] * b[to] * (upTo(ratio[from]) - upTo(ratio[to])) : 0;
  }

  private double upTo(double ratio) {
    return integrals[Arrays.binarySearch(breaks, ratio)];
  }

  /** D(v). */
  private double sumOfGreater(double v) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.max(a[i], v * b[i]);
    }
    return sum;
  }

  /** Of 1 / D² from one break to the next. */
  private double integral(double from, double to) {
    if (from == to) {
      return 0;
    }
    double constant = 0;
    double slope = 0;
    for (int i = 0; i < a.length; i++) {
      if (ratio[i] >= to) {
        constant += a[i];
      } else {
        slope += b[i];
      }
    }
    double start = constant + slope * from;
    return to == Double.POSITIVE_INFINITY
        ? 1 / (slope * start)
        : (to - from) / (start * (constant + slope * to));
  }
}
