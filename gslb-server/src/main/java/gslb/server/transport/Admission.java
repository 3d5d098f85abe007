package gslb.server.transport;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts open connections against their limits. Shared by the event loops. */
final class Admission {

  /** Who shares a limit: an IPv4 address, or an IPv6 /64, of which one customer has many. */
  record Client(boolean v6, long bits) {
    static Client of(InetAddress address) {
      ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
      return address instanceof Inet4Address
          ? new Client(false, bytes.getInt())
          : new Client(true, bytes.getLong());
    }
  }

  private final ConnectionLimits limits;
  private final AtomicInteger open = new AtomicInteger();
  private final ConcurrentHashMap<Client, Integer> byClient = new ConcurrentHashMap<>();

  Admission(ConnectionLimits limits) {
    this.limits = limits;
  }

  /** Whether the client may have one more; each true needs one {@link #release}. */
  boolean admit(Client client) {
    if (open.incrementAndGet() > limits.total()) {
      open.decrementAndGet();
      return false;
    }
    if (byClient.merge(client, 1, Integer::sum) > limits.perClient()) {
      release(client);
      return false;
    }
    return true;
  }

  void release(Client client) {
    open.decrementAndGet();
    byClient.computeIfPresent(client, (key, count) -> count == 1 ? null : count - 1);
  }

  int open() {
    return open.get();
  }
}
