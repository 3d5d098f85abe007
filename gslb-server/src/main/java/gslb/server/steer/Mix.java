package gslb.server.steer;

import java.nio.charset.StandardCharsets;

/**
 * Bit mixing for choices: the same on every server, so they agree (S-13). Not for tables strangers
 * can fill.
 */
public final class Mix {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Mix() {}

  /** Spreads every input bit over all output bits (the finalizer of SplitMix64). */
  public static long mix(long value) {
    long z = value + GOLDEN;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** A name's hash, for load time. */
  public static long of(String name) {
    long hash = GOLDEN;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = mix(hash ^ (b & 0xFF));
    }
    return hash;
  }
}
