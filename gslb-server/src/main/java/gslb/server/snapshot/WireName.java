package gslb.server.snapshot;

import gslb.server.wire.NameHash;

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

  long hash() {
    return hash;
  }
}
