package gslb.server.limit;

import gslb.server.wire.CookieSecret;
import gslb.server.wire.SipHash;
import gslb.zones.Prefix;
import org.jspecify.annotations.Nullable;

/**
 * Says which answers a client network has had too often (RRL). One for all workers: a network's
 * queries come by several sockets, and its limit is one.
 */
public final class RateLimiter {
  /** Limits nothing. */
  public static final RateLimiter NONE = new RateLimiter(RateRule.NONE, new CookieSecret(0, 0));

  private final RateRule rule;
  private final CookieSecret secret;
  private final long maskV4;
  private final long maskV6;
  private final @Nullable TokenBuckets buckets;

  /**
   * A limiter that remembers nothing yet.
   *
   * @param secret known to nobody: who knew it could make networks share a bucket
   */
  public RateLimiter(RateRule rule, CookieSecret secret) {
    this.rule = rule;
    this.secret = secret;
    this.maskV4 = -1L << (64 - rule.prefixV4());
    this.maskV6 = -1L << (64 - rule.prefixV6());
    this.buckets =
        rule.mode() == RateRule.Mode.NONE ? null : new TokenBuckets(rule.perSecond(), rule.slip());
  }

  /** Whether {@link #action} can say anything but SEND. */
  public boolean on() {
    return buckets != null;
  }

  /**
   * Whether an answer may be sent.
   *
   * @param v6 the family of the client's address
   * @param high the address, left-aligned in 128 bits
   * @param low its lower half; 0 for IPv4
   * @param answer the same number for answers that count together
   * @param nowMillis wall time
   */
  public Action action(boolean v6, long high, long low, int answer, long nowMillis) {
    if (buckets == null) {
      return Action.SEND;
    }
    if (exempt(v6, high, low)) {
      return Action.EXEMPT;
    }
    long network = high & (v6 ? maskV6 : maskV4);
    long rest = (v6 ? 1L << Integer.SIZE : 0) | (answer & 0xFFFF_FFFFL);
    long key = SipHash.hash(secret, 1, network, 0, 0, 0, rest);
    Action action = buckets.take(key, nowMillis);
    return action != Action.SEND && rule.mode() == RateRule.Mode.COUNT ? Action.COUNT : action;
  }

  private boolean exempt(boolean v6, long high, long low) {
    for (int i = 0; i < rule.exempt().size(); i++) {
      Prefix prefix = rule.exempt().get(i);
      if (prefix.contains(v6, high, low)) {
        return true;
      }
    }
    return false;
  }
}
