package gslb.server.transport;

import java.time.Duration;

/**
 * What connections may cost.
 *
 * @param total open at once, 1 or more
 * @param perClient open at once from one IPv4 address or one IPv6 /64, 1 or more
 * @param idle a connection that for so long has brought no whole message is closed (RFC 7766
 *     §6.2.3)
 */
public record ConnectionLimits(int total, int perClient, Duration idle) {
  /** What holds when nothing else is said. */
  public static final ConnectionLimits DEFAULT =
      new ConnectionLimits(10_000, 100, Duration.ofSeconds(10));

  /** The idle time as edns-tcp-keepalive tells it, 0..65535 tenths of a second (RFC 7828 §3.1). */
  int idleTenths() {
    return (int) Math.min(idle.toMillis() / 100, 0xFFFF);
  }
}
