package gslb.server.sample;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Entries of a fixed size in slots that are used over and over. The writer never waits: a slow
 * reader misses entries and knows how many.
 *
 * <pre>
 *  slot   number of its entry, from 1; 0 = being written
 *         the entry's words
 * </pre>
 *
 * <p>The reader looks at a slot's number before and after it copies the words; only if both are the
 * entry's own has it read that entry and nothing else. Order makes it so: the writer's fence keeps
 * the 0 before the words, its release the number after them; the reader's acquire and fence keep
 * its copy between its two looks.
 */
public final class Ring {
  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle WRITTEN;

  static {
    try {
      WRITTEN = MethodHandles.lookup().findVarHandle(Ring.class, "written", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final long[] slots;
  private final int count;
  private final int slotWords;

  /** Entries published so far. Written by the writer. */
  private long written;

  // The writer's alone: where the slot it writes begins.
  private int at;

  // The reader's alone.
  private long read;
  private long missed;

  /**
   * An empty ring.
   *
   * @param count how many slots, a power of two
   * @param words longs of an entry
   */
  public Ring(int count, int words) {
    if (Integer.bitCount(count) != 1) {
      throw new IllegalArgumentException(count + " slots, expected a power of two");
    }
    this.count = count;
    this.slotWords = 1 + words;
    this.slots = new long[count * slotWords];
  }

  /** Begins an entry over the oldest one. Writer only. */
  public void begin() {
    at = (int) (written & (count - 1)) * slotWords;
    WORD.setOpaque(slots, at, 0L);
    VarHandle.storeStoreFence();
  }

  /** Sets a word of the entry begun; words not set keep what an older entry had. Writer only. */
  public void put(int word, long value) {
    WORD.setOpaque(slots, at + 1 + word, value);
  }

  /** Lets the reader see the entry. Writer only. */
  public void publish() {
    long number = written + 1;
    WORD.setRelease(slots, at, number);
    WRITTEN.setRelease(this, number);
  }

  /**
   * Copies the next entry. Reader only.
   *
   * @param entry receives its words
   * @return false if there is none yet
   */
  public boolean take(long[] entry) {
    long end = (long) WRITTEN.getAcquire(this);
    if (end - read > count) {
      missed += end - count - read;
      read = end - count;
    }
    while (read < end) {
      read++;
      if (copy(read, entry)) {
        return true;
      }
      missed++;
    }
    return false;
  }

  private boolean copy(long number, long[] entry) {
    int from = (int) ((number - 1) & (count - 1)) * slotWords;
    if ((long) WORD.getAcquire(slots, from) != number) {
      return false;
    }
    for (int i = 0; i < slotWords - 1; i++) {
      entry[i] = (long) WORD.getOpaque(slots, from + 1 + i);
    }
    VarHandle.loadLoadFence();
    return (long) WORD.getOpaque(slots, from) == number;
  }

  /** How many entries were overwritten before they were read. Reader only. */
  public long missed() {
    return missed;
  }
}
