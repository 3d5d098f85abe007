package gslb.server.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Unsigned big-endian numbers in byte arrays. */
public final class Bytes {
  private static final VarHandle U16 = view(short[].class);
  private static final VarHandle U32 = view(int[].class);
  private static final VarHandle U64 = view(long[].class);
  private static final long EACH = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private Bytes() {}

  private static VarHandle view(Class<?> numbers) {
    return MethodHandles.byteArrayViewVarHandle(numbers, ByteOrder.BIG_ENDIAN);
  }

  /** The two bytes at {@code at}, 0..65535. */
  public static int u16(byte[] bytes, int at) {
    return (short) U16.get(bytes, at) & 0xFFFF;
  }

  /** The four bytes at {@code at}, of a number below 2^31 such as a TTL (RFC 2181 §8). */
  public static int u32(byte[] bytes, int at) {
    return (int) U32.get(bytes, at);
  }

  /** The eight bytes at {@code at}. */
  public static long u64(byte[] bytes, int at) {
    return (long) U64.get(bytes, at);
  }

  /** Writes the low two bytes of {@code value}. */
  public static void putU16(byte[] bytes, int at, int value) {
    U16.set(bytes, at, (short) value);
  }

  /** Writes four bytes. */
  public static void putU32(byte[] bytes, int at, int value) {
    U32.set(bytes, at, value);
  }

  /** Writes eight bytes. */
  public static void putU64(byte[] bytes, int at, long value) {
    U64.set(bytes, at, value);
  }

  /** ASCII upper case letters to lower case, all other bytes as they are (RFC 4343). */
  public static byte lower(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
  }

  /** The same for eight bytes at once, in whatever order. */
  static long lower(long eight) {
    long low = eight & ~HIGH_BITS;
    long atLeastA = low + (0x80 - 'A') * EACH; // the high bit of each byte tells
    long beyondZ = low + (0x80 - 'Z' - 1) * EACH;
    long upper = (atLeastA ^ beyondZ) & ~eight & HIGH_BITS;
    return eight | upper >>> 2; // 'a' - 'A' is 0x20
  }
}
