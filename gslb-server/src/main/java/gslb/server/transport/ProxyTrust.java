package gslb.server.transport;

import gslb.zones.Prefix;
import java.util.List;

/**
 * The proxies whose word on who asks is taken. What comes from their addresses begins with a {@link
 * ProxyHeader}, always; from any other address it is not read as one. Immutable, shared by all
 * threads.
 */
public final class ProxyTrust {
  /** There is no proxy. */
  public static final ProxyTrust NONE = new ProxyTrust(List.of());

  private final boolean[] v6;
  private final long[] high;
  private final long[] low;
  private final long[] highMask;
  private final long[] lowMask;

  /**
   * Trust in networks.
   *
   * @param proxies what their addresses lie in
   */
  public ProxyTrust(List<Prefix> proxies) {
    int count = proxies.size();
    v6 = new boolean[count];
    high = new long[count];
    low = new long[count];
    highMask = new long[count];
    lowMask = new long[count];
    for (int i = 0; i < count; i++) {
      Prefix proxy = proxies.get(i);
      v6[i] = proxy.v6();
      high[i] = proxy.high();
      low[i] = proxy.low();
      highMask[i] = mask(Math.min(proxy.length(), 64));
      lowMask[i] = mask(Math.max(proxy.length() - 64, 0));
    }
  }

  /** Whether the address, left-aligned in 128 bits, is a proxy's. */
  boolean trusts(boolean inV6, long inHigh, long inLow) {
    for (int i = 0; i < v6.length; i++) {
      if (v6[i] == inV6 && (inHigh & highMask[i]) == high[i] && (inLow & lowMask[i]) == low[i]) {
        return true;
      }
    }
    return false;
  }

  /** The upper bits of 64. */
  private static long mask(int bits) {
    return bits == 0 ? 0 : -1L << (64 - bits);
  }
}
