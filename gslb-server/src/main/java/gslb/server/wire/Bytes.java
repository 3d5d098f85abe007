package gslb.server.wire;

/** Unsigned big-endian numbers in byte arrays. */
public final class Bytes {
  private Bytes() {}

  /** The two bytes at {@code at}, 0..65535. */
  public static int u16(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
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

  /** ASCII upper case letters to lower case, all other bytes as they are (RFC 4343). */
  public static byte lower(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
  }
}
