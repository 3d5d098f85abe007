package gslb.geo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Routes by kind of place → {@link KindRoutes}, 64 sets of routes at a time: a bit for each, so that
 * one pass over the blends serves them all.
 *
 * <pre>
 *  planes[kind × bits + b]   bit s: bit b of the route that kind has in set s
 *  blends.fold               bit s: all kinds of the blend have one route in set s
 * </pre>
 */
final class Painter {
  /** In place of a route where there is more than one. */
  static final int SEVERAL = -1;

  private static final int AT_ONCE = Long.SIZE;

  private final Blends blends;
  private final Pieces pieces = new Pieces();
  private final Map<List<int[]>, KindRoutes> painted = new HashMap<>(); // equal pieces are identical

  Painter(Blends blends) {
    this.blends = blends;
  }

  /**
   * Makes them ready for look-ups; equal ones give the identical object.
   *
   * @param sets for each kind, embedded IPv4 included, a route or {@link #SEVERAL}
   */
  List<KindRoutes> paint(List<int[]> sets) {
    List<List<int[]>> keys = new ArrayList<>(sets.size());
    Map<List<int[]>, int[]> unknown = new HashMap<>();
    for (int[] set : sets) {
      List<int[]> key = Arrays.asList(pieces.cut(set, KindRoutes.KINDS));
      keys.add(key);
      if (!painted.containsKey(key)) {
        unknown.putIfAbsent(key, set);
      }
    }
    List<List<int[]>> waiting = new ArrayList<>(unknown.keySet());
    for (int from = 0; from < waiting.size(); from += AT_ONCE) {
      paint(waiting.subList(from, Math.min(from + AT_ONCE, waiting.size())), unknown);
    }
    List<KindRoutes> ready = new ArrayList<>(keys.size());
    for (List<int[]> key : keys) {
      ready.add(painted.getOrDefault(key, KindRoutes.SAME)); // all are there now
    }
    return ready;
  }

  private void paint(List<List<int[]>> keys, Map<List<int[]>, int[]> sets) {
    List<int[]> batch = keys.stream().map(key -> sets.getOrDefault(key, new int[0])).toList();
    long[] single = single(batch);
    for (int set = 0; set < batch.size(); set++) {
      long[] bits = bits(single, set);
      painted.put(
          keys.get(set),
          new KindRoutes(
              keys.get(set).toArray(int[][]::new),
              pieces.cut(bits, KindRoutes.BLENDS / Long.SIZE),
              blends));
    }
  }

  private long[] single(List<int[]> sets) {
    int most = 0;
    for (int[] set : sets) {
      for (int route : set) {
        most = Math.max(most, route + 1); // SEVERAL is 0
      }
    }
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(most);
    long[] planes = planes(sets, bits);
    return blends.fold(
        -1L,
        (left, right, kindOfLeft, kindOfRight) -> {
          long both = left & right;
          int one = kindOfLeft * bits;
          int other = kindOfRight * bits;
          for (int bit = 0; both != 0 && bit < bits; bit++) {
            both &= ~(planes[one + bit] ^ planes[other + bit]);
          }
          return both;
        });
  }

  private static long[] planes(List<int[]> sets, int bits) {
    int kinds = sets.getFirst().length;
    long[] planes = new long[kinds * bits];
    for (int set = 0; set < sets.size(); set++) {
      int[] routes = sets.get(set);
      for (int kind = 0; kind < kinds; kind++) {
        for (int left = routes[kind] + 1; left != 0; left &= left - 1) {
          planes[kind * bits + Integer.numberOfTrailingZeros(left)] |= 1L << set;
        }
      }
    }
    return planes;
  }

  /** The bits of one set, in a row. */
  private static long[] bits(long[] single, int set) {
    long[] bits = new long[(single.length + Long.SIZE - 1) / Long.SIZE];
    for (int blend = 0; blend < single.length; blend++) {
      bits[blend >>> 6] |= ((single[blend] >>> set) & 1) << blend;
    }
    return bits;
  }
}
