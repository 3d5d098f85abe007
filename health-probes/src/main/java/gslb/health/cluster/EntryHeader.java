package gslb.health.cluster;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What every entry of every map begins with, so that two entries of a key can be told apart in age
 * without knowing what is in them (S-24). Integers are big-endian.
 *
 * <pre>
 *   0        1        9           17
 *  +--------+--------+-----------+----
 *  | layout | epoch  | sequence  | ...
 *  +--------+--------+-----------+----
 * </pre>
 */
final class EntryHeader {

  static final int BYTES = 17;

  /**
   * The highest epoch and sequence there can be: a clock's milliseconds far beyond any date. Past
   * it a writer could not go on above what is said in its name.
   */
  static final long HIGHEST = 1L << 48;

  private EntryHeader() {}

  /** Whether the one is later than the other; no entry or a stump is earliest. */
  static boolean later(byte @Nullable [] one, byte @Nullable [] other) {
    if (one == null || one.length < BYTES) {
      return false;
    }
    return other == null || other.length < BYTES || !notLater(one, epoch(other), sequence(other));
  }

  /** Whether an entry says of itself that it does not supersede these; needs no trust in it. */
  static boolean notLater(byte[] bytes, long epoch, long sequence) {
    if (bytes.length < BYTES || epoch(bytes) > epoch) {
      return false;
    }
    return epoch(bytes) < epoch || sequence(bytes) <= sequence;
  }

  /** Whether epoch and sequence are such as a writer can have. */
  static boolean plausible(long epoch, long sequence) {
    return epoch >= 0 && epoch <= HIGHEST && sequence >= 0 && sequence <= HIGHEST;
  }

  /** What an entry of {@link #BYTES} or more says its epoch is. */
  static long epoch(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getLong(1);
  }

  private static long sequence(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getLong(9);
  }
}
