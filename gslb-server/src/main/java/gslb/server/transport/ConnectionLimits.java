package gslb.server.transport;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What connections may cost, all of a process together, over TCP, TLS and HTTPS.
 *
 * @param total open at once, 1 or more
 * @param perClient open at once from one IPv4 address or one IPv6 /64, 1 or more
 * @param idle a connection that for so long was sent no answer is closed (RFC 7766 §6.2.3)
 * @param message how long a message may take from its first byte to its last, a TLS handshake
 *     likewise
 * @param memory bytes, for connections being open and for what they make the server hold
 */
public record ConnectionLimits(
    int total, int perClient, Duration idle, Duration message, long memory) {

  /** What holds when nothing else is said. */
  public static final ConnectionLimits DEFAULT =
      new ConnectionLimits(
          10_000,
          100,
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Runtime.getRuntime().maxMemory() / 4);

  /** How long a client may take nothing of what is written: kernels buffer megabytes. */
  static final long UNTAKEN_NANOS = TimeUnit.MINUTES.toNanos(1);

  ConnectionLimits withTotal(int other) {
    return new ConnectionLimits(other, perClient, idle, message, memory);
  }

  /** The idle time as edns-tcp-keepalive tells it, 0..65535 tenths of a second (RFC 7828 §3.1). */
  int idleTenths() {
    return (int) Math.min(idle.toMillis() / 100, 0xFFFF);
  }
}
