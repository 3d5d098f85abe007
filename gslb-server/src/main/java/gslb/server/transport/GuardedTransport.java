package gslb.server.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.vertx.core.transport.Transport;
import org.jspecify.annotations.Nullable;

/**
 * What Vert.x works on: the sockets of the JDK, with connections accepted through a {@link
 * Doorkeeper}. Vert.x itself offers no place before TLS and HTTP.
 */
record GuardedTransport(Doorkeeper door) implements Transport {

  @Override
  public String name() {
    return "guarded";
  }

  @Override
  public boolean available() {
    return true;
  }

  @Override
  public @Nullable Throwable unavailabilityCause() {
    return null;
  }

  @Override
  public io.vertx.core.spi.transport.Transport implementation() {
    return new Sockets(Transport.NIO.implementation(), door);
  }

  private record Sockets(io.vertx.core.spi.transport.Transport jdk, Doorkeeper door)
      implements io.vertx.core.spi.transport.Transport {

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
      return () -> door.listening().make(door);
    }

    @Override
    public IoHandlerFactory ioHandlerFactory() {
      return jdk.ioHandlerFactory();
    }

    @Override
    @SuppressWarnings("deprecation") // as long as the interface says so
    public DatagramChannel datagramChannel(InternetProtocolFamily family) {
      return jdk.datagramChannel(family);
    }

    @Override
    public ChannelFactory<? extends DatagramChannel> datagramChannelFactory() {
      return jdk.datagramChannelFactory();
    }

    @Override
    public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
      return jdk.channelFactory(domainSocket);
    }
  }
}
