package gslb.geo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Routes by kind of place → {@link KindRoutes}, 64 sets of routes at a time: a bit for each, so
 * that one pass over the blends serves them all.
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
  private final Map<List<int[]>, KindRoutes> painted =
      new HashMap<>(); // equal pieces are identical

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
    long[][] single = bySet(single(batch), batch.size());
    for (int set = 0; set < batch.size(); set++) {
      painted.put(
          keys.get(set),
          new KindRoutes(
              keys.get(set).toArray(int[][]::new),
              pieces.cut(single[set], KindRoutes.BLENDS / Long.SIZE),
              blends));
    }
  }

  /** A bit for each set, by number of the blend of many. */
  private long[] single(List<int[]> sets) {
    int most = 0;
    for (int[] set : sets) {
      for (int route : set) {
        most = Math.max(most, route + 1); // SEVERAL is 0
      }
    }
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(most);
    long[] planes = planes(sets, bits);
    return blends.alike((kind, other) -> {
      long alike = -1;
      int at = kind * bits;
      int otherAt = other * bits;
      for (int bit = 0; bit < bits; bit++) {
        alike &= ~(planes[at + bit] ^ planes[otherAt + bit]);
      }
      return alike;
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

  /** From a bit for each set, by blend, to a bit for each blend, by set. */
  private static long[][] bySet(long[] single, int sets) {
    int words = (single.length + Long.SIZE - 1) / Long.SIZE;
    long[][] bySet = new long[sets][words];
    long[] square = new long[Long.SIZE];
    for (int word = 0; word < words; word++) {
      for (int i = 0; i < Long.SIZE; i++) {
        int blend = word * Long.SIZE + i;
        square[i] = blend < single.length ? single[blend] : 0;
      }
      transpose(square);
      for (int set = 0; set < sets; set++) {
        bySet[set][word] = square[set];
      }
    }
    return bySet;
  }

  /** Bit j of row i changes places with bit i of row j: quarters first, then theirs. */
  private static void transpose(long[] square) {
    long low = 0xffff_ffffL; // columns of the left half of each block
    for (int half = Long.SIZE / 2; half != 0; half >>>= 1, low ^= low << half) {
      for (int row = 0; row < Long.SIZE; row = (row + half + 1) & ~half) {
        long swapped = ((square[row] >>> half) ^ square[row + half]) & low;
        square[row] ^= swapped << half;
        square[row + half] ^= swapped;
      }
    }
  }
}
