package gslb.server.transport;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Who may have a connection. When all are taken, or the memory for them, a newcomer takes the place
 * of the idlest: who connects mostly asks at once, and who holds connections to hold them does not.
 *
 * <p>The idlest is looked for among a sample: a search through all of them for each newcomer would
 * be work an attacker can order. Shared by the accepting thread and the event loops; its lock is
 * taken when a connection is opened or closed, never for a query.
 */
final class Admission {
  /** Of connections that are looked at: the one to go is then among the idlest 3 % or so. */
  private static final int SAMPLE = 32;

  /** So many may be on their way out; until they are gone, newcomers are refused. */
  private static final int MOST_LEAVING = 64;

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
  private final MemoryBudget memory;
  private final Map<Client, Integer> byClient = new HashMap<>();
  private @Nullable Guard[] seats = new @Nullable Guard[64];
  private int open;
  private int leaving;

  Admission(ConnectionLimits limits, MemoryBudget memory) {
    this.limits = limits;
    this.memory = memory;
  }

  /** Whether there is a place for one more; each true wants one {@link #leave}. */
  synchronized boolean admit(Guard newcomer) {
    if ((open - leaving >= limits.total() || memory.overdrawn()) && !makeRoom()) {
      return false;
    }
    if (open == seats.length) {
      seats = Arrays.copyOf(seats, 2 * open);
    }
    newcomer.seat = open;
    seats[open++] = newcomer;
    return true;
  }

  /** Whether the client may have one more; each true wants one {@link #release}. */
  synchronized boolean admit(Client client) {
    int count = byClient.getOrDefault(client, 0);
    if (count >= limits.perClient()) {
      return false;
    }
    byClient.put(client, count + 1);
    return true;
  }

  synchronized void release(Client client) {
    byClient.computeIfPresent(client, (key, count) -> count == 1 ? null : count - 1);
  }

  /** Takes back a place. */
  synchronized void leave(Guard guard) {
    Guard last = seats[--open];
    seats[open] = null;
    if (last != null && last != guard) {
      seats[guard.seat] = last;
      last.seat = guard.seat;
    }
    if (guard.sentAway) {
      leaving--;
    }
  }

  synchronized int open() {
    return open;
  }

  private boolean makeRoom() {
    Guard idlest = leaving < MOST_LEAVING ? idlest() : null;
    if (idlest == null) {
      return false;
    }
    idlest.sentAway = true;
    leaving++;
    idlest.makeRoom();
    return true;
  }

  private @Nullable Guard idlest() {
    Guard idlest = null;
    int from = open == 0 ? 0 : ThreadLocalRandom.current().nextInt(open);
    for (int i = 0; i < Math.min(SAMPLE, open); i++) {
      Guard guard = seats[(from + i) % open];
      if (guard != null
          && !guard.sentAway
          && guard.settled()
          && (idlest == null || guard.lastAnswer() - idlest.lastAnswer() < 0)) {
        idlest = guard;
      }
    }
    return idlest;
  }
}
