package gslb.server.sample;

/**
 * Picks one of n: the gaps are drawn, so that a client that asks in a rhythm is not always or never
 * picked. Used by one thread.
 */
public final class Countdown {
  private int left;
  private long dice;

  /** A countdown with its own draws. */
  public Countdown(long seed) {
    dice = seed | 1;
  }

  /**
   * Whether this one is picked.
   *
   * @param of one of how many, on average; 0 = never
   */
  public boolean due(int of) {
    if (of == 0) {
      return false;
    }
    if (--left > 0 && left < 2L * of) { // a gap drawn for a rarer sample is cut short
      return false;
    }
    left = of == 1 ? 0 : 1 + draw(2 * of - 1);
    return true;
  }

  /** Marsaglia's xorshift: 0..bound-1, evenly enough for gaps. */
  private int draw(int bound) {
    dice ^= dice << 13;
    dice ^= dice >>> 7;
    dice ^= dice << 17;
    return (int) (((dice >>> 32) * bound) >>> 32);
  }
}
