package gslb.server.transport;

import gslb.server.stats.Counter;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Takes the header off a connection a proxy passes on, before TLS and all else sees a byte, and
 * lets the connection be the client's.
 */
final class ProxyDecoder extends ByteToMessageDecoder {
  /** With the extensions proxies send, a header has some hundred bytes. */
  private static final int LONGEST = 4096;

  private final GuardedChannel channel;
  private final Guard guard;
  private final ProxyHeader header = new ProxyHeader();

  ProxyDecoder(GuardedChannel channel, Guard guard) {
    this.channel = channel;
    this.guard = guard;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    byte[] bytes = new byte[Math.min(in.readableBytes(), LONGEST)];
    in.getBytes(in.readerIndex(), bytes);
    int length = header.read(bytes, bytes.length);
    if (length == ProxyHeader.INCOMPLETE && bytes.length < LONGEST) {
      return;
    }
    if (length < ProxyHeader.FIXED) {
      in.skipBytes(in.readableBytes());
      guard.close(Counter.PROXY_MALFORMED);
      return;
    }
    in.skipBytes(length);
    if (header.tellsClient) {
      channel.speaksFor(header.v6, header.high, header.low);
      if (!guard.admit(Admission.Client.of(channel.remoteAddress().getAddress()))) {
        in.skipBytes(in.readableBytes());
        guard.close(Counter.CONNECTION_REFUSED);
        return;
      }
    }
    context.pipeline().remove(this);
  }

  @Override
  protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    // A header cut off by the connection's end is nobody's.
  }
}
