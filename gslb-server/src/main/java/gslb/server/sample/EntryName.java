package gslb.server.sample;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A name in an entry: its wire form, eight bytes a word. */
final class EntryName {
  static final int WORDS = 32; // 255 bytes
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private EntryName() {}

  /**
   * Writes it.
   *
   * @param message where the name stands; at least 7 bytes follow it
   * @param length 0..255
   */
  static void put(Ring ring, int word, byte[] message, int at, int length) {
    for (int i = 0; i < length; i += Long.BYTES) {
      ring.put(word + i / Long.BYTES, (long) LONG.get(message, at + i));
    }
  }

  static byte[] of(long[] entry, int word, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(WORDS * Long.BYTES);
    for (int i = 0; i < WORDS; i++) {
      bytes.putLong(entry[word + i]);
    }
    return Arrays.copyOf(bytes.array(), length);
  }
}
