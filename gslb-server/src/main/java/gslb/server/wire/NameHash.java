package gslb.server.wire;

/**
 * Hash of a lower-case wire name, built label by label from the root, so that every suffix's hash
 * falls off on the way. The tables that use it hold only names of loaded zones: a stranger who
 * finds names of equal hash gains nothing.
 */
public final class NameHash {
  /** Hash of the root name. */
  public static final long ROOT = 0x9E3779B97F4A7C15L;

  private static final long MULTIPLIER = 0xD6E8FEB86659FD93L;

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
    for (int i = start; i < end; i++) {
      hash = (hash ^ (bytes[i] & 0xFF)) * MULTIPLIER;
    }
    return hash ^ (hash >>> 32);
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
