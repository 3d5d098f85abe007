package gslb.health.probe;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/**
 * Sends one datagram from a socket of its own that is connected to where it goes. Vert.x has no
 * connected ones, and only these let in nobody else's answers and tell of a port that is closed.
 */
final class Datagrams {

  private Datagrams() {}

  /**
   * Sends and listens until it is told to close.
   *
   * @param opened told at once how to close
   * @param heard told each datagram that comes back
   * @param failed told what goes wrong
   */
  static void send(
      EventLoop eventLoop,
      InetSocketAddress to,
      byte[] payload,
      Consumer<Runnable> opened,
      Consumer<byte[]> heard,
      Consumer<Throwable> failed) {
    ChannelFuture connecting =
        new Bootstrap()
            .group(eventLoop)
            .channel(NioDatagramChannel.class)
            .handler(new Answers(heard, failed))
            .connect(to);
    connecting.addListener(connected -> {
      if (connected.isSuccess()) {
        Channel channel = connecting.channel();
        opened.accept(() -> channel.close().addListener(closed -> {}));
        channel
            .writeAndFlush(Unpooled.wrappedBuffer(payload))
            .addListener(written -> tell(written, failed));
      } else {
        tell(connected, failed);
      }
    });
  }

  private static void tell(Future<?> done, Consumer<Throwable> failed) {
    Throwable cause = done.cause();
    if (cause != null) {
      failed.accept(cause);
    }
  }

  private static final class Answers extends SimpleChannelInboundHandler<DatagramPacket> {
    private final Consumer<byte[]> heard;
    private final Consumer<Throwable> failed;

    Answers(Consumer<byte[]> heard, Consumer<Throwable> failed) {
      this.heard = heard;
      this.failed = failed;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
      byte[] bytes = new byte[packet.content().readableBytes()];
      packet.content().readBytes(bytes);
      heard.accept(bytes);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      failed.accept(cause);
    }
  }
}
