package gslb.server.wire;

import java.util.List;

/**
 * Makes and verifies server cookies that every server with the same secrets understands (RFC 9018
 * §4).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------+-----------------------------------------------+
 *  |  version = 1  |                   reserved                    |  head
 *  |            timestamp, seconds, serial arithmetic              |
 *  +---------------------------------------------------------------+
 *  |   SipHash-2-4(client cookie | head | client address, secret)  |  hash
 *  +---------------------------------------------------------------+
 * </pre>
 *
 * <p>Written by {@link #replace}, read by every worker.
 */
public final class ServerCookies {
  private static final int VERSION = 1;
  private static final int OLDEST_SECONDS = 3600;
  private static final int NEWEST_SECONDS = 300;

  /** The first signs, all verify; immutable, at least one. */
  private volatile List<CookieSecret> secrets;

  /** Cookies of those secrets. */
  public ServerCookies(List<CookieSecret> secrets) {
    this.secrets = checked(secrets);
  }

  /** Cookies that no other server, and not this one after a restart, understands. */
  public static ServerCookies ofThisProcess() {
    return new ServerCookies(List.of(CookieSecret.random()));
  }

  /**
   * Goes over to other secrets: while they roll, the new one first and the old one behind it (RFC
   * 9018 §5).
   */
  public void replace(List<CookieSecret> next) {
    secrets = checked(next);
  }

  private static List<CookieSecret> checked(List<CookieSecret> secrets) {
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("no secret");
    }
    return List.copyOf(secrets);
  }

  /** The first half of a cookie made now. */
  public static long head(long nowMillis) {
    return (long) VERSION << 56 | (nowMillis / 1000 & 0xFFFF_FFFFL);
  }

  /**
   * The second half of a cookie.
   *
   * @param clientCookie as it came, big-endian
   * @param v6 whether the address is IPv6
   * @param high the client's address, left-aligned in 128 bits
   * @param low its lower half; 0 for IPv4
   */
  public long hash(long clientCookie, long head, boolean v6, long high, long low) {
    return hash(secrets.getFirst(), clientCookie, head, v6, high, low);
  }

  /**
   * Whether a cookie is ours and of this hour (RFC 9018 §4.3). What stands in its reserved bytes is
   * hashed as it came, for versions to come (§4.2).
   */
  public boolean valid(
      long clientCookie, long head, long hash, boolean v6, long high, long low, long nowMillis) {
    int age = (int) (nowMillis / 1000) - (int) head; // RFC 1982: right beyond 2106 as well
    if (head >>> 56 != VERSION || age > OLDEST_SECONDS || age < -NEWEST_SECONDS) {
      return false;
    }
    List<CookieSecret> all = secrets;
    for (int i = 0; i < all.size(); i++) {
      if (hash(all.get(i), clientCookie, head, v6, high, low) == hash) {
        return true;
      }
    }
    return false;
  }

  private static long hash(
      CookieSecret secret, long clientCookie, long head, boolean v6, long high, long low) {
    long client = Long.reverseBytes(clientCookie);
    long made = Long.reverseBytes(head);
    long first = Long.reverseBytes(high); // of IPv4, the low half: its four bytes
    long hash =
        v6
            ? SipHash.hash(secret, 4, client, made, first, Long.reverseBytes(low), 32L << 56)
            : SipHash.hash(secret, 2, client, made, 0, 0, 20L << 56 | first);
    return Long.reverseBytes(hash);
  }
}
