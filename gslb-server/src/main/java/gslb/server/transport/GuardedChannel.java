package gslb.server.transport;

import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A connection that may come from a proxy on behalf of a client. */
final class GuardedChannel extends NioSocketChannel {
  private volatile @Nullable InetSocketAddress client;

  GuardedChannel(Channel parent, SocketChannel socket) {
    super(parent, socket);
  }

  /** From now on the client's address is this one, left-aligned in 128 bits. */
  void speaksFor(boolean v6, long high, long low) {
    ByteBuffer bytes = ByteBuffer.allocate(v6 ? 16 : 4);
    if (v6) {
      bytes.putLong(high).putLong(low);
    } else {
      bytes.putInt((int) (high >>> 32));
    }
    try {
      client = new InetSocketAddress(InetAddress.getByAddress(bytes.array()), 0);
    } catch (UnknownHostException e) {
      throw new AssertionError(e); // 4 and 16 bytes are addresses
    }
  }

  @Override
  public InetSocketAddress remoteAddress() {
    InetSocketAddress told = client;
    return told == null ? super.remoteAddress() : told;
  }
}
