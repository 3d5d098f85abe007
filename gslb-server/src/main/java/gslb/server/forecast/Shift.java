package gslb.server.forecast;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the clients of one route stand before and after, as shares of them, and what moves.
 *
 * @param before sums up to 1
 * @param after sums up to 1
 * @param moves the clients that are told something else
 */
record Shift(Map<Stand, Double> before, Map<Stand, Double> after, Map<Move, Double> moves) {

  /** What of the clients moves, 0..1. */
  double moved() {
    return Math.min(1, moves.values().stream().mapToDouble(Double::doubleValue).sum());
  }

  /** A sum of shifts of parts of the clients. */
  static final class Sum {
    /** What rounding leaves of nothing. */
    private static final double NEARLY_NOTHING = 1e-12;

    private final Map<Stand, Double> before = new LinkedHashMap<>();
    private final Map<Stand, Double> after = new LinkedHashMap<>();
    private final Map<Move, Double> moves = new LinkedHashMap<>();

    /** A part, which shifts so. */
    Sum add(double share, Shift shift) {
      shift.before.forEach((stand, part) -> before.merge(stand, share * part, Double::sum));
      shift.after.forEach((stand, part) -> after.merge(stand, share * part, Double::sum));
      shift.moves.forEach((move, part) -> moves.merge(move, share * part, Double::sum));
      return this;
    }

    /**
     * A part that had one answer and now has another, each shared evenly by its clients: as many of
     * them as can keep what they have.
     */
    Sum add(double share, List<Stand> from, List<Stand> to) {
      if (from.size() == 1 && to.size() == 1) {
        one(share, from.getFirst(), to.getFirst());
        return this;
      }
      double each = share / from.size();
      double next = share / to.size();
      from.forEach(stand -> before.merge(stand, each, Double::sum));
      to.forEach(stand -> after.merge(stand, next, Double::sum));
      if (from.contains(Stand.NOTHING)) {
        return this; // who was told nothing does not move
      }
      double[] leaving = left(each, from, next, to);
      double[] coming = left(next, to, each, from);
      double all = 0;
      for (double part : leaving) {
        all += part;
      }
      for (int i = 0; all > NEARLY_NOTHING && i < leaving.length; i++) {
        for (int j = 0; j < coming.length; j++) {
          double part = leaving[i] * coming[j] / all;
          if (part > 0) {
            moves.merge(new Move(from.get(i).place(), to.get(j).place()), part, Double::sum);
          }
        }
      }
      return this;
    }

    private void one(double share, Stand from, Stand to) {
      before.merge(from, share, Double::sum);
      after.merge(to, share, Double::sum);
      if (!from.answer().equals(to.answer()) && !from.equals(Stand.NOTHING)) {
        moves.merge(new Move(from.place(), to.place()), share, Double::sum);
      }
    }

    /** What of each is more than the other side has of the same. */
    private static double[] left(double each, List<Stand> these, double next, List<Stand> others) {
      double[] left = new double[these.size()];
      for (int i = 0; i < left.length; i++) {
        String answer = these.get(i).answer();
        boolean kept = others.stream().anyMatch(other -> other.answer().equals(answer));
        left[i] = kept ? Math.max(0, each - next) : each;
      }
      return left;
    }

    Shift shift() {
      moves.values().removeIf(share -> share < NEARLY_NOTHING);
      return new Shift(
          Collections.unmodifiableMap(before),
          Collections.unmodifiableMap(after),
          Collections.unmodifiableMap(moves));
    }
  }
}
