package gslb.server.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * Hash of a lower-case wire name, built label by label from the root, so that every suffix's hash
 * falls off on the way. Keyed with secrets of this process: nobody can choose names for a zone, or
 * for a query, that meet where the table is crowded.
 *
 * <p>Eight bytes at a time are multiplied with a secret, and the halves of the 128-bit product
 * folded into one, as wyhash and the maps of Go and Rust do it.
 */
public final class NameHash {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final SecureRandom RANDOM = new SecureRandom();

  /** Hash of the root name: another one in each process. */
  public static final long ROOT = RANDOM.nextLong();

  private static final long WHOLE = RANDOM.nextLong() | 1; // odd: the low half loses nothing
  private static final long REST = RANDOM.nextLong() | 1;

  private NameHash() {}

  /**
   * The hash of {@code label.parent}.
   *
   * @param parent hash of the parent name
   * @param bytes holds the label at {@code start}: its length byte, then its bytes
   */
  public static long child(long parent, byte[] bytes, int start) {
    long hash = parent;
    int end = start + 1 + bytes[start];
    int at = start;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      hash = fold(hash ^ (long) WORD.get(bytes, at), WHOLE);
    }
    return fold(hash ^ rest(bytes, at, end - at), REST);
  }

  /** Fewer than eight bytes, 0..7, as if zeros followed. */
  private static long rest(byte[] bytes, int start, int count) {
    if (start + Long.BYTES <= bytes.length) {
      return (long) WORD.get(bytes, start) & ((1L << (count * Byte.SIZE)) - 1);
    }
    long rest = 0;
    for (int i = count - 1; i >= 0; i--) {
      rest = rest << Byte.SIZE | (bytes[start + i] & 0xFF);
    }
    return rest;
  }

  private static long fold(long value, long secret) {
    return value * secret ^ Math.unsignedMultiplyHigh(value, secret);
  }

  /**
   * The hash of a whole lower-case wire name of at most 127 labels that starts at {@code bytes[0]}.
   */
  public static long of(byte[] bytes) {
    return at(bytes, 0);
  }

  private static long at(byte[] bytes, int start) {
    return bytes[start] == 0 ? ROOT : child(at(bytes, start + 1 + bytes[start]), bytes, start);
  }
}
