package gslb.server.transport;

import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;

/** Accepts connections, each with its {@link Guard}, or closes them before anything is made. */
final class GuardedServerChannel extends NioServerSocketChannel {
  private final Doorkeeper door;
  private final InetSocketAddress asked;
  private final boolean inherited;

  /** Netty reads from a channel once it is active: not before somebody takes what is accepted. */
  private volatile boolean bound;

  GuardedServerChannel(Doorkeeper door, InetSocketAddress asked) {
    this.door = door;
    this.asked = asked;
    this.inherited = false;
  }

  /** A socket that listens already. */
  GuardedServerChannel(Doorkeeper door, InetSocketAddress asked, ServerSocketChannel listening) {
    super(listening);
    this.door = door;
    this.asked = asked;
    this.inherited = true;
  }

  /**
   * The address as it was asked for, with the port it got: the JDK calls 0.0.0.0 by another name.
   */
  InetSocketAddress asked() {
    return new InetSocketAddress(asked.getAddress(), localAddress().getPort());
  }

  ServerSocketChannel socket() {
    return javaChannel();
  }

  @Override
  protected void doBind(SocketAddress address) throws Exception { // as declared by Netty
    if (!inherited) {
      super.doBind(address);
    }
    bound = true;
    door.listening().opened(this);
  }

  @Override
  public boolean isActive() {
    return bound && super.isActive();
  }

  @Override
  protected int doReadMessages(List<Object> accepted) throws IOException {
    SocketChannel socket = javaChannel().accept();
    if (socket == null) {
      return 0;
    }
    GuardedChannel channel = new GuardedChannel(this, socket);
    if (door.open(channel)) {
      accepted.add(channel);
    } else {
      socket.close();
    }
    return 1;
  }
}
