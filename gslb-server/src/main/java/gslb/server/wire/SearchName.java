package gslb.server.wire;

/**
 * The name being searched for (SNAME of RFC 1034 §4.3.2) in lower case, with the hash of every
 * suffix. One instance serves a worker for life.
 */
public final class SearchName {
  /** RFC 1035 §2.3.4: 255 bytes hold at most 127 labels and the root. */
  public static final int MAX_LABELS = 127;

  /** Eight bytes at a time are written, so some beyond the name. */
  private final byte[] bytes = new byte[255 + Long.BYTES];

  private final int[] labelStart = new int[MAX_LABELS + 1];
  private final long[] suffixHash = new long[MAX_LABELS + 1];
  private int length;
  private int labels;

  /**
   * Reads an uncompressed wire name.
   *
   * @param from holds it at {@code start}
   * @param end the name must end at or before it
   * @return what follows the name, or -1: cut off, longer than 255 bytes, or a label byte above 63
   *     (a pointer or a reserved form, RFC 1035 §4.1.4)
   */
  public int read(byte[] from, int start, int end) {
    int at = start;
    int to = 0;
    int count = 0;
    while (true) {
      if (at >= end) {
        return -1;
      }
      int label = from[at] & 0xFF;
      if (label > 63 || to + 1 + label > 255 || at + 1 + label > end) {
        return -1;
      }
      labelStart[count] = to;
      bytes[to++] = (byte) label;
      at++;
      if (label == 0) {
        break;
      }
      lower(from, at, label, to);
      at += label;
      to += label;
      count++;
    }
    length = to;
    labels = count;
    hashSuffixes();
    return at;
  }

  private void lower(byte[] from, int start, int length, int to) {
    int i = 0;
    for (; i < length && start + i + Long.BYTES <= from.length; i += Long.BYTES) {
      Bytes.putU64(bytes, to + i, Bytes.lower(Bytes.u64(from, start + i)));
    }
    for (; i < length; i++) { // at the end of an array that ends with the name
      bytes[to + i] = Bytes.lower(from[start + i]);
    }
  }

  private void hashSuffixes() {
    long hash = NameHash.ROOT;
    suffixHash[labels] = hash;
    for (int i = labels - 1; i >= 0; i--) {
      hash = NameHash.child(hash, bytes, labelStart[i]);
      suffixHash[i] = hash;
    }
  }

  /** The name, root label included, and bytes that are none of it; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** Bytes of the name, 1..255. */
  public int length() {
    return length;
  }

  /** Labels without the root, 0..127. */
  public int labels() {
    return labels;
  }

  /** Where the suffix that leaves out the first {@code skipped} labels starts, 0..labels. */
  public int suffixStart(int skipped) {
    return labelStart[skipped];
  }

  /** Whether that suffix is the wire name, which is in lower case. */
  public boolean suffixIs(int skipped, byte[] wireName) {
    int start = labelStart[skipped];
    int count = wireName.length;
    if (count != length - start) {
      return false;
    }
    int i = 0;
    for (; i + Long.BYTES <= count; i += Long.BYTES) {
      if (Bytes.u64(bytes, start + i) != Bytes.u64(wireName, i)) {
        return false;
      }
    }
    for (; i < count; i++) {
      if (bytes[start + i] != wireName[i]) {
        return false;
      }
    }
    return true;
  }

  /** That suffix's {@link NameHash}. */
  public long suffixHash(int skipped) {
    return suffixHash[skipped];
  }
}
