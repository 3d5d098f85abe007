package gslb.geo;

import java.util.Arrays;

/**
 * What blocks of addresses hold: one kind of place, a few, or many. Few kinds are listed, so that
 * whether all of them have one route is seen by looking at each; of many only the two halves are
 * known, and the answer stands ready in a bit for each set of routes.
 *
 * <pre>
 *  blend ≥ 0                      that kind alone
 *  blend &lt; 0, ~blend even         few:  lists[~blend >> 1] = index of its parts &lt;&lt; 4 | count,
 *                                       then so many kinds, ascending; each list is there once
 *  blend &lt; 0, ~blend odd          many: number ~blend >> 1
 * </pre>
 */
final class Blends {
  /** So many kinds are listed one by one. */
  private static final int FEW = 8;

  private final int[] lists;
  private final Parts parts;
  private final int[] many;

  /** Of what each blend of few or many was made, in the order they were: parts come first. */
  private static final class Parts {
    static final int ALONE = -1; // in place of a part's index: it is a kind

    int[] left = new int[64];
    int[] right = new int[64];
    int[] kindOfLeft = new int[64]; // one of those in it
    int[] kindOfRight = new int[64];
    int count;

    void grow() {
      size(count * 2);
    }

    void size(int size) {
      left = Arrays.copyOf(left, size);
      right = Arrays.copyOf(right, size);
      kindOfLeft = Arrays.copyOf(kindOfLeft, size);
      kindOfRight = Arrays.copyOf(kindOfRight, size);
    }
  }

  private Blends(int[] lists, Parts parts, int[] many) {
    this.lists = lists;
    this.parts = parts;
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
    return many.length;
  }

  /** Memory held, in bytes, without object headers. */
  long bytes() {
    return 4L * lists.length + 16L * parts.count + 4L * many.length;
  }

  /** Whether two kinds are alike: a bit for each of 64 who may differ over it. */
  interface Alike {
    long alike(int kind, int other);
  }

  /**
   * Goes through all blends, from the smallest to the largest.
   *
   * @return for each blend of many, by number: to whom all of its kinds are alike
   */
  long[] alike(Alike kinds) {
    long[] all = new long[parts.count];
    for (int blend = 0; blend < all.length; blend++) {
      int left = parts.left[blend];
      int right = parts.right[blend];
      long both =
          (left == Parts.ALONE ? -1L : all[left]) & (right == Parts.ALONE ? -1L : all[right]);
      all[blend] =
          both == 0 ? 0 : both & kinds.alike(parts.kindOfLeft[blend], parts.kindOfRight[blend]);
    }
    long[] ofMany = new long[many.length];
    for (int number = 0; number < ofMany.length; number++) {
      ofMany[number] = all[many[number]];
    }
    return ofMany;
  }

  /** Makes blends of two. */
  static final class Builder {
    private int[] lists = new int[64];
    private int listed;
    private final Parts parts = new Parts();
    private int few;
    private int[] many = new int[64]; // index into parts by number
    private int manyCount;
    private int[] manyLeft = new int[64];
    private int[] manyRight = new int[64];
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
      if (few * 2 == fewByHash.length) {
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
        lists[listed++] = add(one, other) << 4 | kinds;
        few++;
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
      if (manyCount * 2 == manyByHash.length) {
        manyByHash = new int[manyByHash.length * 2];
        for (int number = 0; number < manyCount; number++) {
          manyByHash[slotOf(manyLeft[number], manyRight[number])] = number + 1;
        }
      }
      int left = Math.min(one, other);
      int right = Math.max(one, other);
      int slot = slotOf(left, right);
      if (manyByHash[slot] == 0) {
        if (manyCount == many.length) {
          many = Arrays.copyOf(many, manyCount * 2);
          manyLeft = Arrays.copyOf(manyLeft, manyCount * 2);
          manyRight = Arrays.copyOf(manyRight, manyCount * 2);
        }
        many[manyCount] = add(left, right);
        manyLeft[manyCount] = left;
        manyRight[manyCount] = right;
        manyByHash[slot] = ++manyCount;
      }
      return ~(((manyByHash[slot] - 1) << 1) | 1);
    }

    private int slotOf(int left, int right) {
      int slot = spread((left * 0x9e3779b1) ^ right) & (manyByHash.length - 1);
      while (manyByHash[slot] != 0
          && (manyLeft[manyByHash[slot] - 1] != left || manyRight[manyByHash[slot] - 1] != right)) {
        slot = (slot + 1) & (manyByHash.length - 1);
      }
      return slot;
    }

    private static int spread(int hash) {
      int mixed = hash * 0x85ebca6b;
      return mixed ^ (mixed >>> 15);
    }

    private int add(int left, int right) {
      if (parts.count == parts.left.length) {
        parts.grow();
      }
      int at = parts.count++;
      parts.left[at] = part(left);
      parts.right[at] = part(right);
      parts.kindOfLeft[at] = kindIn(left);
      parts.kindOfRight[at] = kindIn(right);
      return at;
    }

    private int part(int blend) {
      if (blend >= 0) {
        return Parts.ALONE;
      }
      return isMany(blend) ? many[index(blend)] : lists[index(blend)] >>> 4;
    }

    private int kindIn(int blend) {
      return blend >= 0 ? blend : parts.kindOfLeft[part(blend)];
    }

    Blends build() {
      parts.size(parts.count);
      return new Blends(Arrays.copyOf(lists, listed), parts, Arrays.copyOf(many, manyCount));
    }
  }
}
