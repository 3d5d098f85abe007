package gslb.server.snapshot;

import gslb.server.wire.NameHash;
import gslb.server.wire.SearchName;
import java.util.Arrays;

/** A name in wire form that stays. */
public final class WireName {
  private final byte[] bytes;
  private final long hash;

  /** Takes over the bytes: a whole wire name with its root label. */
  public WireName(byte[] bytes) {
    this.bytes = bytes;
    this.hash = NameHash.of(bytes);
  }

  /** 1..255. */
  public int length() {
    return bytes.length;
  }

  /** The bytes, not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /**
   * Whether the searched name, without its first {@code skipped} labels and of that hash, is this
   * one.
   */
  boolean is(long otherHash, SearchName other, int skipped) {
    int start = other.suffixStart(skipped);
    return hash == otherHash
        && Arrays.equals(bytes, 0, bytes.length, other.bytes(), start, other.length());
  }

  long hash() {
    return hash;
  }
}
