package gslb.server.transport;

import gslb.server.stats.Counter;
import gslb.server.stats.QueryCounters;
import gslb.server.stats.ServerStats;
import gslb.zones.Prefix;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.RecvByteBufAllocator;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where connections come in: lets them in or not, and gives each its guard. */
final class Doorkeeper {
  /** Bytes read at a time: queries are small, and what is read for a paused client is kept. */
  private static final RecvByteBufAllocator CHUNKS =
      new AdaptiveRecvByteBufAllocator(64, 1024, 4096);

  private final ConnectionLimits limits;
  private final ProxyTrust trust;
  private final ServerStats stats;
  private final MemoryBudget memory;
  private final Admission admission;
  private final ListeningSockets listening = new ListeningSockets();
  private final Map<EventLoop, Patrol> patrols = new ConcurrentHashMap<>();

  /** The accepting thread's; Vert.x has one for all addresses. */
  private final QueryCounters counters;

  Doorkeeper(ConnectionLimits limits, ProxyTrust trust, ServerStats stats, MemoryBudget memory) {
    this.limits = limits;
    this.trust = trust;
    this.stats = stats;
    this.memory = memory;
    this.admission = new Admission(limits, memory);
    this.counters = stats.worker();
  }

  /** Whether the connection may be; it has a guard then. */
  boolean open(GuardedChannel channel) {
    InetAddress peer = channel.remoteAddress().getAddress();
    Prefix prefix = Prefix.of(peer, peer.getAddress().length * 8);
    boolean proxy = trust.trusts(prefix.v6(), prefix.high(), prefix.low());
    Guard guard = new Guard(admission, memory, this::patrol, channel);
    if (!proxy && !guard.admit(Admission.Client.of(peer))) {
      counters.count(Counter.CONNECTION_REFUSED);
      return false;
    }
    if (!admission.admit(guard)) {
      guard.release();
      counters.count(Counter.CONNECTION_REFUSED);
      return false;
    }
    channel.config().setRecvByteBufAllocator(CHUNKS);
    channel.closeFuture().addListener(closed -> guard.gone());
    channel.pipeline().addLast(guard);
    if (proxy) {
      channel.pipeline().addLast(new ProxyDecoder(channel, guard));
    }
    return true;
  }

  ListeningSockets listening() {
    return listening;
  }

  int connections() {
    return admission.open();
  }

  private Patrol patrol(EventLoop loop) {
    return patrols.computeIfAbsent(
        loop,
        unwatched -> {
          Patrol patrol = new Patrol(limits, stats.worker());
          patrol.begin(loop);
          return patrol;
        });
  }
}
