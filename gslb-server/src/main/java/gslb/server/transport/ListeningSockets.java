package gslb.server.transport;

import gslb.server.linux.UnixSocket;
import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets that accept connections, those of another process among them, by address.
 *
 * <p>The JDK keeps a channel's descriptor, and how to make a channel of one, to itself; both are
 * called by reflection in {@code sun.nio.ch}, which {@code jvm.options} opens. Where that fails a
 * server says that it cannot be replaced, and all else works (decision 0261).
 */
final class ListeningSockets {
  private static final Logger log = LoggerFactory.getLogger(ListeningSockets.class);

  private final Map<InetSocketAddress, ServerSocketChannel> inherited = new HashMap<>();
  private final List<GuardedServerChannel> open = new CopyOnWriteArrayList<>();
  private @Nullable InetSocketAddress next;

  /** Takes a socket over; its descriptor is ours from now on. */
  synchronized void inherit(InetSocketAddress address, int descriptor) throws IOException {
    try {
      inherited.put(address, channel(descriptor));
    } catch (ReflectiveOperationException | RuntimeException e) {
      UnixSocket.closeDescriptor(descriptor);
      throw new IOException("a listening socket cannot be taken over by this Java: " + e, e);
    }
  }

  /** The address of the next socket that is asked for: Vert.x does not tell it in time. */
  synchronized void expect(InetSocketAddress address) {
    next = address;
  }

  /** The expected one: taken over if it was, else a new one that is not bound yet. */
  synchronized GuardedServerChannel make(Doorkeeper door) {
    InetSocketAddress asked = Objects.requireNonNull(next, "nobody was expected");
    ServerSocketChannel taken = inherited.remove(asked);
    return taken == null
        ? new GuardedServerChannel(door, asked)
        : new GuardedServerChannel(door, asked, taken);
  }

  void opened(GuardedServerChannel channel) {
    open.add(channel);
    channel.closeFuture().addListener(closed -> open.remove(channel));
  }

  /** Descriptors of all that accept, by address; valid until they are closed. */
  Map<InetSocketAddress, Integer> descriptors() throws IOException {
    Map<InetSocketAddress, Integer> descriptors = new HashMap<>();
    for (GuardedServerChannel channel : open) {
      try {
        descriptors.put(channel.asked(), descriptor(channel.socket()));
      } catch (ReflectiveOperationException | RuntimeException e) {
        throw new IOException("a listening socket cannot be handed over by this Java: " + e, e);
      }
    }
    return descriptors;
  }

  /**
   * Closes those that accept, and nothing that was accepted. What waits to be accepted waits on if
   * another process has the socket too.
   */
  void close() {
    for (GuardedServerChannel channel : open) {
      channel.close().awaitUninterruptibly();
    }
  }

  /** Closes what was taken over in vain. */
  synchronized void closeInherited() {
    for (ServerSocketChannel unused : inherited.values()) {
      try {
        unused.close();
      } catch (IOException e) {
        log.debug("{} was not closed", unused, e);
      }
    }
    inherited.clear();
  }

  private static int descriptor(ServerSocketChannel channel) throws ReflectiveOperationException {
    Method number = Class.forName("sun.nio.ch.SelChImpl").getMethod("getFDVal");
    number.setAccessible(true);
    return (int) number.invoke(channel);
  }

  private static ServerSocketChannel channel(int descriptor) throws ReflectiveOperationException {
    Method file = Class.forName("sun.nio.ch.IOUtil").getMethod("newFD", int.class);
    file.setAccessible(true);
    Constructor<?> made =
        Class.forName("sun.nio.ch.ServerSocketChannelImpl")
            .getDeclaredConstructor(
                SelectorProvider.class, ProtocolFamily.class, FileDescriptor.class, boolean.class);
    made.setAccessible(true);
    Method v6 = Class.forName("sun.nio.ch.Net").getDeclaredMethod("isIPv6Available");
    v6.setAccessible(true);
    // The JDK's own sockets are of IPv6 wherever there is IPv6, whatever they are bound to.
    ProtocolFamily family =
        (boolean) v6.invoke(null) ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
    return (ServerSocketChannel)
        made.newInstance(SelectorProvider.provider(), family, file.invoke(null, descriptor), true);
  }
}
