package gslb.geo;

import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Keeps each array once: policies that treat most kinds of places alike share most of theirs. */
final class Pieces {
  private final Map<IntBuffer, int[]> ints = new HashMap<>(); // by content
  private final Map<LongBuffer, long[]> longs = new HashMap<>();

  /** The numbers cut into pieces of that size, the last filled up with zeros. */
  int[][] cut(int[] numbers, int size) {
    int[][] pieces = new int[(numbers.length + size - 1) / size][];
    for (int i = 0; i < pieces.length; i++) {
      int[] piece = Arrays.copyOfRange(numbers, i * size, (i + 1) * size);
      pieces[i] = ints.computeIfAbsent(IntBuffer.wrap(piece), _ -> piece);
    }
    return pieces;
  }

  /** As above. */
  long[][] cut(long[] numbers, int size) {
    long[][] pieces = new long[(numbers.length + size - 1) / size][];
    for (int i = 0; i < pieces.length; i++) {
      long[] piece = Arrays.copyOfRange(numbers, i * size, (i + 1) * size);
      pieces[i] = longs.computeIfAbsent(LongBuffer.wrap(piece), _ -> piece);
    }
    return pieces;
  }
}
