package gslb.server.transport;

import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.List;

/** Accepts connections, each with its {@link Guard}, or closes them before anything is made. */
final class GuardedServerChannel extends NioServerSocketChannel {
  private final Doorkeeper door;

  GuardedServerChannel(Doorkeeper door) {
    this.door = door;
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
