package gslb.server.scenario;

import gslb.server.answer.Exchange;
import gslb.server.answer.Responder;
import gslb.server.stats.QueryCounters;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The responder itself. */
final class InMemory implements Subject {
  private final World world;
  private final Exchange exchange = new Exchange();
  final QueryCounters counters = new QueryCounters();
  private final Responder responder = new Responder(IDENTITY, counters);

  InMemory(World world) {
    this.world = world;
  }

  @Override
  public Optional<byte[]> ask(byte[] query, InetAddress from, boolean tcp) {
    System.arraycopy(query, 0, exchange.query, 0, query.length);
    exchange.queryLength = query.length;
    exchange.v6 = from instanceof Inet6Address;
    ByteBuffer address = ByteBuffer.wrap(Arrays.copyOf(from.getAddress(), 16));
    exchange.sourceHigh = address.getLong();
    exchange.sourceLow = address.getLong();
    exchange.tcp = tcp;
    exchange.idleTenths = 100; // ConnectionLimits.DEFAULT, which sockets have
    exchange.nowMillis = world.nowMillis();
    int length = responder.respond(world.snapshot(), exchange);
    return length == 0 ? Optional.empty() : Optional.of(Arrays.copyOf(exchange.response, length));
  }
}
