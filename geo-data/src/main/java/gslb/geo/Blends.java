package gslb.geo;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What blocks of addresses hold: one kind of place, a few, or many. Each blend is there once. Few
 * kinds are listed, so that whether all of them have one route is seen by looking at each; of many
 * only the two halves are known, and the answer stands ready in a bit for each set of routes.
 *
 * <pre>
 *  blend ≥ 0                      that kind alone
 *  blend &lt; 0, ~blend even         few:  lists[~blend >> 1] = count, then so many kinds, ascending
 *  blend &lt; 0, ~blend odd          many: number ~blend >> 1, made of left[number] and right[number]
 * </pre>
 */
final class Blends {
  /** So many kinds are listed one by one. */
  private static final int FEW = 8;

  final int[] lists;
  private final int[] left;
  private final int[] right;

  private Blends(int[] lists, int[] left, int[] right) {
    this.lists = lists;
    this.left = left;
    this.right = right;
  }

  static boolean isMany(int blend) {
    return blend < 0 && (~blend & 1) != 0;
  }

  /** Index into {@link #lists}, or number of a blend of many. */
  static int index(int blend) {
    return ~blend >>> 1;
  }

  /** How many blends of many there are. */
  int many() {
    return left.length;
  }

  /** One of the two a blend of many was made of; its number is smaller. */
  int left(int number) {
    return left[number];
  }

  /** The other one. */
  int right(int number) {
    return right[number];
  }

  /** Memory held, in bytes, without object headers. */
  long bytes() {
    return 4L * (lists.length + left.length + right.length);
  }

  /** Makes blends of two. */
  static final class Builder {
    private final Map<IntBuffer, Integer> few = new HashMap<>(); // by its kinds, ascending
    private final Map<Long, Integer> many = new HashMap<>();
    private int[] lists = new int[64];
    private int listed;
    private int[] left = new int[64];
    private int[] right = new int[64];
    private int count;
    private final int[] union = new int[2 * FEW];

    /** What a block holds whose halves hold these. */
    int blend(int one, int other) {
      if (one == other) {
        return one;
      }
      if (isMany(one) || isMany(other)) {
        return many(one, other);
      }
      int kinds = union(one, other);
      return kinds > FEW ? many(one, other) : few(Arrays.copyOf(union, kinds));
    }

    /** Merges two ascending lists; returns how many there are. */
    private int union(int one, int other) {
      int from = one >= 0 ? 0 : 1;
      int to = one >= 0 ? 1 : 1 + lists[index(one)];
      int otherFrom = other >= 0 ? 0 : 1;
      int otherTo = other >= 0 ? 1 : 1 + lists[index(other)];
      int kinds = 0;
      while (from < to || otherFrom < otherTo) {
        int next = from < to ? kind(one, from) : Integer.MAX_VALUE;
        int otherNext = otherFrom < otherTo ? kind(other, otherFrom) : Integer.MAX_VALUE;
        from += next <= otherNext ? 1 : 0;
        otherFrom += otherNext <= next ? 1 : 0;
        union[kinds++] = Math.min(next, otherNext);
      }
      return kinds;
    }

    private int kind(int blend, int at) {
      return blend >= 0 ? blend : lists[index(blend) + at];
    }

    private int few(int[] kinds) {
      return few.computeIfAbsent(
          IntBuffer.wrap(kinds),
          _ -> {
            int at = listed;
            if (lists.length < listed + 1 + FEW) {
              lists = Arrays.copyOf(lists, lists.length * 2);
            }
            lists[listed++] = kinds.length;
            for (int kind : kinds) {
              lists[listed++] = kind;
            }
            return ~(at << 1);
          });
    }

    private int many(int one, int other) {
      long pair = (long) Math.min(one, other) << 32 | (Math.max(one, other) & 0xffff_ffffL);
      return many.computeIfAbsent(
          pair,
          _ -> {
            if (count == left.length) {
              left = Arrays.copyOf(left, count * 2);
              right = Arrays.copyOf(right, count * 2);
            }
            left[count] = one;
            right[count] = other;
            return ~(count++ << 1 | 1);
          });
    }

    Blends build() {
      return new Blends(
          Arrays.copyOf(lists, listed), Arrays.copyOf(left, count), Arrays.copyOf(right, count));
    }
  }
}
