package gslb.server.transport;

import gslb.server.stats.Counter;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Watches one connection from the socket's side, before TLS and HTTP, so that one rule holds for
 * all: what comes in is to be answered in time, and what goes out to be taken.
 *
 * <pre>
 *  socket ─► Guard ─► ProxyDecoder (from proxies) ─► TLS ─► messages or HTTP
 *         ◄─       ◄───────────────────────────────     ◄─ answers
 * </pre>
 *
 * <p>Lives on its event loop, but for what {@link Admission} reads and guards by its lock.
 */
@SuppressWarnings("FutureReturnValueIgnored") // promises tell their makers; closing cannot fail
final class Guard extends ChannelDuplexHandler {
  /** What an open connection holds in memory, bytes; measured: decision 0211. */
  private static final int PLAIN = 8 << 10;

  /** What TLS adds, most of it while hands are shaken. */
  private static final int ENCRYPTION = 32 << 10;

  /** So much may wait for a client that does not read, whatever others hold. */
  private static final long ALWAYS = 4 << 10;

  private final Admission admission;
  private final MemoryBudget memory;
  private final Function<EventLoop, Patrol> patrols;
  private final Channel channel;

  /** Its place in {@link Admission}; under its lock. */
  int seat;

  /** Whether it is to make room; under the lock of {@link Admission}. */
  boolean sentAway;

  /** Whose limit it counts against; null = nobody's: a proxy has no limit of its own. */
  private Admission.@Nullable Client client;

  /** The patrol of its loop, and its own place there; null until it has a loop. */
  private @Nullable Patrol patrol;

  private @Nullable ChannelHandlerContext context;

  /** Encrypts what is above; null = nothing does. Valid once active. */
  private @Nullable SslHandler tls;

  /** {@link System#nanoTime} when it was opened or was last sent something. */
  private volatile long lastAnswer = System.nanoTime();

  /** When the first byte came that nothing was sent after; valid while asking. */
  private long asked;

  private boolean asking;

  /** Bytes sent so far, and how many of them were taken when looked at last, and when that was. */
  private long sent;

  private long taken;
  private long takenAt = lastAnswer;

  /** Bytes of the budget: for being open, and for what waits to be taken. */
  private int cost;

  private long waiting;
  private boolean closing;

  Guard(
      Admission admission,
      MemoryBudget memory,
      Function<EventLoop, Patrol> patrols,
      Channel channel) {
    this.admission = admission;
    this.memory = memory;
    this.patrols = patrols;
    this.channel = channel;
  }

  long lastAnswer() {
    return lastAnswer;
  }

  /** Counts it against a client's limit; false = that is reached. */
  boolean admit(Admission.Client whose) {
    if (!admission.admit(whose)) {
      return false;
    }
    client = whose;
    return true;
  }

  /** No longer counts against its client's limit. */
  void release() {
    if (client != null) {
      admission.release(client);
      client = null;
    }
  }

  /** Whether it can be told anything: it has a loop. From any thread. */
  boolean settled() {
    return channel.isRegistered();
  }

  /** From any thread: another connection takes its place. Only if it is settled. */
  void makeRoom() {
    channel.eventLoop().execute(() -> close(Counter.CONNECTION_CLOSED_ROOM));
  }

  /** The end; called once, on its loop or before it has one. */
  void gone() {
    admission.leave(this);
    release();
    memory.give(cost + waiting);
    cost = 0;
    waiting = 0;
    if (patrol != null) {
      patrol.forget(this);
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
    patrol = patrols.apply(channel.eventLoop());
    patrol.watch(this);
    charge(PLAIN);
  }

  @Override
  public void channelActive(ChannelHandlerContext active) {
    tls = active.pipeline().get(SslHandler.class);
    if (tls != null) {
      charge(ENCRYPTION);
    }
    active.fireChannelActive();
  }

  private void charge(int bytes) {
    cost += bytes;
    memory.take(bytes);
  }

  @Override
  public void channelRead(ChannelHandlerContext reading, Object message) {
    if (!asking) {
      asking = true;
      asked = System.nanoTime();
    }
    reading.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext writing, Object message, ChannelPromise promise) {
    if (message instanceof ByteBuf bytes && bytes.isReadable()) {
      sent += bytes.readableBytes();
      lastAnswer = System.nanoTime();
      asking = false;
    }
    writing.write(message, promise);
  }

  @Override
  public void flush(ChannelHandlerContext flushing) {
    flushing.flush();
    settle();
    if (waiting > ALWAYS && memory.overdrawn()) {
      close(Counter.CONNECTION_CLOSED_MEMORY);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext changed) {
    settle();
    changed.fireChannelWritabilityChanged();
  }

  /** Closes it if its time is up. Called by its patrol. */
  void look(long now, ConnectionLimits limits) {
    if (closing) {
      cut();
      return;
    }
    settle();
    if (sent - waiting != taken) {
      taken = sent - waiting;
      takenAt = now;
    }
    if (waiting > 0) {
      asked = now; // while the client does not read, neither do we
      if (now - takenAt > ConnectionLimits.UNTAKEN_NANOS) {
        close(Counter.CONNECTION_CLOSED_UNREAD);
      }
    } else if (asking && !http2() && now - asked > limits.message().toNanos()) {
      close(Counter.CONNECTION_CLOSED_SLOW);
    } else if (now - lastAnswer > limits.idle().toNanos()) {
      close(Counter.CONNECTION_CLOSED_IDLE);
    }
  }

  /** Whether not all that comes wants an answer; {@link HttpsLoop} looks after what does. */
  private boolean http2() {
    return tls != null && "h2".equals(tls.applicationProtocol());
  }

  /** Closes it; an idle one is told so, as TLS and HTTP want it, for as long as it listens. */
  void close(Counter why) {
    if (!closing && patrol != null) {
      closing = true;
      patrol.counters.count(why);
      if (why == Counter.CONNECTION_CLOSED_IDLE) {
        channel.close();
      } else {
        cut();
      }
    }
  }

  private void cut() {
    if (context != null) {
      context.close();
    }
  }

  /** Brings the budget up to date with what waits to be taken. */
  private void settle() {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    long now = buffer == null ? 0 : buffer.totalPendingWriteBytes();
    if (now != waiting) {
      memory.take(now - waiting);
      waiting = now;
    }
  }
}
