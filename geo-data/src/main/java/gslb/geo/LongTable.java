package gslb.geo;

import java.util.Arrays;

/** Numbers by key, without an object for each: a table that is filled anew for each policy. */
final class LongTable {
  /** There is nothing under that key. */
  static final int NONE = -1;

  private long[] keys = new long[256];
  private int[] numbers = new int[256];
  private int size;

  LongTable() {
    clear();
  }

  void clear() {
    Arrays.fill(numbers, NONE);
    size = 0;
  }

  /** The number, or {@link #NONE}. */
  int get(long key) {
    return numbers[slot(key)];
  }

  /**
   * Under a key that has none yet.
   *
   * @param number not negative
   */
  void put(long key, int number) {
    if (2 * size == keys.length) {
      long[] oldKeys = keys;
      int[] oldNumbers = numbers;
      keys = new long[2 * oldKeys.length];
      numbers = new int[keys.length];
      clear();
      for (int i = 0; i < oldKeys.length; i++) {
        if (oldNumbers[i] != NONE) {
          put(oldKeys[i], oldNumbers[i]);
        }
      }
    }
    int slot = slot(key);
    keys[slot] = key;
    numbers[slot] = number;
    size++;
  }

  private int slot(long key) {
    long mixed = key * 0x9e37_79b9_7f4a_7c15L;
    int slot = (int) (mixed >>> 32) & (keys.length - 1);
    while (numbers[slot] != NONE && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }
}
