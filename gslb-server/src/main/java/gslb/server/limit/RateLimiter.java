package gslb.server.limit;

import gslb.server.wire.CookieSecret;
import gslb.zones.Prefix;
import org.jspecify.annotations.Nullable;

/**
 * Says which answers a client network has had too often (RRL). One for all workers: a network's
 * queries come by several sockets, and its limit is one.
 */
public final class RateLimiter {
  /** Limits nothing. */
  public static final RateLimiter NONE = new RateLimiter(RateRule.NONE, new CookieSecret(0, 0));

  // Odd, half their bits set: the multipliers of wyhash.
  private static final long FIRST = 0xa0761d6478bd642fL;
  private static final long SECOND = 0xe7037ed1a0b428dbL;

  private static final int SAMPLE = 8;

  /** A bucket that holds so many does not notice that {@link #SAMPLE} are taken at once. */
  private static final int ENOUGH = 8 * SAMPLE;

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

  /**
   * Of how many answers {@link #action} is to be asked for one, which then stands for all: where
   * they are only counted, some of them tell as much.
   */
  public int oneOf() {
    return rule.mode() == RateRule.Mode.COUNT && rule.perSecond() >= ENOUGH ? SAMPLE : 1;
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
    long key = fold(fold(network ^ secret.k0(), FIRST) ^ rest ^ secret.k1(), SECOND);
    Action action = buckets.take(key, nowMillis, oneOf());
    return action != Action.SEND && rule.mode() == RateRule.Mode.COUNT ? Action.COUNT : action;
  }

  /**
   * The halves of the 128-bit product folded into one, as in {@link gslb.server.wire.NameHash}:
   * nobody sees what comes of it.
   */
  private static long fold(long a, long b) {
    return a * b ^ Math.unsignedMultiplyHigh(a, b);
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
