package gslb.server.wire;

/** Unsigned big-endian numbers in byte arrays. */
public final class Bytes {
  private Bytes() {}

  /** The two bytes at {@code at}, 0..65535. */
  public static int u16(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
  }

  /** The four bytes at {@code at}, of a number below 2^31 such as a TTL (RFC 2181 §8). */
  public static int u32(byte[] bytes, int at) {
    return u16(bytes, at) << 16 | u16(bytes, at + 2);
  }

  /** The eight bytes at {@code at}. */
  public static long u64(byte[] bytes, int at) {
    return (long) u16(bytes, at) << 48
        | (long) u16(bytes, at + 2) << 32
        | (long) u16(bytes, at + 4) << 16
        | u16(bytes, at + 6);
  }

  /** Writes the low two bytes of {@code value}. */
  public static void putU16(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >>> 8);
    bytes[at + 1] = (byte) value;
  }

  /** Writes four bytes. */
  public static void putU32(byte[] bytes, int at, int value) {
    putU16(bytes, at, value >>> 16);
    putU16(bytes, at + 2, value);
  }

  /** Writes eight bytes. */
  public static void putU64(byte[] bytes, int at, long value) {
    putU32(bytes, at, (int) (value >>> 32));
    putU32(bytes, at + 4, (int) value);
  }

  /** ASCII upper case letters to lower case, all other bytes as they are (RFC 4343). */
  public static byte lower(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
  }
}
