package gslb.geo;

import java.util.Arrays;

/**
 * What blocks of addresses hold: one kind of place, a few, or many. Few kinds are listed, so that
 * whether all of them have one route is seen by looking at each; of many only the two halves are
 * known, and the answer stands ready in a bit for each set of routes.
 *
 * <pre>
 *  blend ≥ 0                      that kind alone
 *  blend &lt; 0, ~blend even         few:  lists[~blend >> 1] = number &lt;&lt; 4 | count, then so many
 *                                       kinds, ascending; each list is there once
 *  blend &lt; 0, ~blend odd          many: number ~blend >> 1
 * </pre>
 *
 * Few and many are numbered apart. Both are made of two blends that were there before.
 */
final class Blends {
  /** So many kinds are listed one by one. */
  private static final int FEW = 8;

  private final int[] lists;
  private final Parts few;
  private final Parts many;

  /** Of what blends are made, by number. */
  private static final class Parts {
    int[] left = new int[64];
    int[] right = new int[64];
    int count;

    int add(int one, int other) {
      if (count == left.length) {
        left = Arrays.copyOf(left, count * 2);
        right = Arrays.copyOf(right, count * 2);
      }
      left[count] = one;
      right[count] = other;
      return count++;
    }

    void trim() {
      left = Arrays.copyOf(left, count);
      right = Arrays.copyOf(right, count);
    }
  }

  private Blends(int[] lists, Parts few, Parts many) {
    this.lists = lists;
    this.few = few;
    this.many = many;
  }

  static boolean isMany(int blend) {
    return blend < 0 && (~blend & 1) != 0;
  }

  /** Index of a blend of few into {@link #lists}, or number of a blend of many. */
  static int index(int blend) {
    return ~blend >>> 1;
  }

  /** The lists of few as drawn above. */
  int[] lists() {
    return lists;
  }

  /** How many kinds are in the list there. */
  static int count(int[] lists, int at) {
    return lists[at] & 0xf;
  }

  /** How many blends of many there are. */
  int many() {
    return many.count;
  }

  /** Memory held, in bytes, without object headers. */
  long bytes() {
    return 4L * lists.length + 8L * (few.count + many.count);
  }

  /** What a policy has one of for all kinds of a blend, and others have several of. */
  interface Fold {
    /** What holds for a blend whose halves are these. */
    long join(long left, long right, int kindOfLeft, int kindOfRight);
  }

  /**
   * Goes through all blends, from kinds to the largest.
   *
   * @param alone what holds for each kind alone
   * @return what holds for each blend of many, by number
   */
  long[] fold(long alone, Fold fold) {
    long[] ofFew = new long[few.count];
    for (int number = 0; number < ofFew.length; number++) {
      int left = few.left[number];
      int right = few.right[number];
      ofFew[number] =
          fold.join(
              left >= 0 ? alone : ofFew[lists[index(left)] >>> 4],
              right >= 0 ? alone : ofFew[lists[index(right)] >>> 4],
              left >= 0 ? left : lists[index(left) + 1],
              right >= 0 ? right : lists[index(right) + 1]);
    }
    long[] ofMany = new long[many.count];
    int[] kinds = new int[many.count]; // one of each
    for (int number = 0; number < ofMany.length; number++) {
      int left = many.left[number];
      int right = many.right[number];
      int kindOfLeft = kind(left, kinds);
      kinds[number] = kindOfLeft;
      ofMany[number] =
          fold.join(
              held(left, alone, ofFew, ofMany),
              held(right, alone, ofFew, ofMany),
              kindOfLeft,
              kind(right, kinds));
    }
    return ofMany;
  }

  private long held(int blend, long alone, long[] ofFew, long[] ofMany) {
    if (blend >= 0) {
      return alone;
    }
    return isMany(blend) ? ofMany[index(blend)] : ofFew[lists[index(blend)] >>> 4];
  }

  private int kind(int blend, int[] kindsOfMany) {
    if (blend >= 0) {
      return blend;
    }
    return isMany(blend) ? kindsOfMany[index(blend)] : lists[index(blend) + 1];
  }

  /** Makes blends of two. */
  static final class Builder {
    private int[] lists = new int[64];
    private int listed;
    private final Parts few = new Parts();
    private final Parts many = new Parts();
    private int[] fewByHash = new int[1 << 10]; // index into lists + 1, 0 = free
    private int[] manyByHash = new int[1 << 10]; // number + 1, 0 = free
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
      return kinds > FEW ? many(one, other) : few(kinds, one, other);
    }

    /** Merges two ascending lists; returns how many there are. */
    private int union(int one, int other) {
      int from = one >= 0 ? 0 : 1;
      int to = one >= 0 ? 1 : 1 + count(lists, index(one));
      int otherFrom = other >= 0 ? 0 : 1;
      int otherTo = other >= 0 ? 1 : 1 + count(lists, index(other));
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

    private int few(int kinds, int one, int other) {
      if (few.count * 2 == fewByHash.length) {
        int[] before = fewByHash;
        fewByHash = new int[before.length * 2];
        for (int at : before) {
          if (at != 0) {
            fewByHash[slotOf(lists, at, count(lists, at - 1))] = at;
          }
        }
      }
      int slot = slotOf(union, 0, kinds);
      if (fewByHash[slot] == 0) {
        if (lists.length < listed + 1 + FEW) {
          lists = Arrays.copyOf(lists, lists.length * 2);
        }
        fewByHash[slot] = listed + 1;
        lists[listed++] = few.add(one, other) << 4 | kinds;
        System.arraycopy(union, 0, lists, listed, kinds);
        listed += kinds;
      }
      return ~((fewByHash[slot] - 1) << 1);
    }

    /** Where the list of these kinds is, or is to be. */
    private int slotOf(int[] kinds, int from, int count) {
      int hash = 0;
      for (int i = from; i < from + count; i++) {
        hash = (hash ^ kinds[i]) * 0x9e3779b1;
      }
      int slot = spread(hash) & (fewByHash.length - 1);
      while (fewByHash[slot] != 0
          && !Arrays.equals(
              lists,
              fewByHash[slot],
              fewByHash[slot] + count(lists, fewByHash[slot] - 1),
              kinds,
              from,
              from + count)) {
        slot = (slot + 1) & (fewByHash.length - 1);
      }
      return slot;
    }

    private int many(int one, int other) {
      if (many.count * 2 == manyByHash.length) {
        manyByHash = new int[manyByHash.length * 2];
        for (int number = 0; number < many.count; number++) {
          manyByHash[slotOf(many.left[number], many.right[number])] = number + 1;
        }
      }
      int left = Math.min(one, other);
      int right = Math.max(one, other);
      int slot = slotOf(left, right);
      if (manyByHash[slot] == 0) {
        manyByHash[slot] = many.add(left, right) + 1;
      }
      return ~(((manyByHash[slot] - 1) << 1) | 1);
    }

    private int slotOf(int left, int right) {
      int slot = spread((left * 0x9e3779b1) ^ right) & (manyByHash.length - 1);
      while (manyByHash[slot] != 0
          && (many.left[manyByHash[slot] - 1] != left || many.right[manyByHash[slot] - 1] != right)) {
        slot = (slot + 1) & (manyByHash.length - 1);
      }
      return slot;
    }

    private static int spread(int hash) {
      int mixed = hash * 0x85ebca6b;
      return mixed ^ (mixed >>> 15);
    }

    Blends build() {
      few.trim();
      many.trim();
      return new Blends(Arrays.copyOf(lists, listed), few, many);
    }
  }
}
