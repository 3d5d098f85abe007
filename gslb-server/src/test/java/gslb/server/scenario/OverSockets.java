package gslb.server.scenario;

import gslb.server.DnsClient;
import gslb.server.answer.Exchange;
import gslb.server.answer.Responder;
import gslb.server.stats.Counter;
import gslb.server.stats.QueryCounters;
import gslb.server.stats.ServerStats;
import gslb.server.transport.Answerer;
import gslb.server.transport.ConnectionLimits;
import gslb.server.transport.Connections;
import gslb.server.transport.ProxyTrust;
import gslb.server.transport.TcpServer;
import gslb.server.transport.UdpServer;
import gslb.server.transport.UdpSockets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.function.Function;

/** The responder behind its transports, on loopback; time and health stay the scenario's. */
public final class OverSockets implements Subject, AutoCloseable {
  private final ServerStats stats = new ServerStats();
  private final Connections connections =
      new Connections(ConnectionLimits.DEFAULT, ProxyTrust.NONE, stats);
  private final TcpServer tcp;
  private final UdpServer udp;
  private final DnsClient client;

  /** Answers what that world has. */
  public OverSockets(World world) throws IOException {
    Function<QueryCounters, Answerer> answerers =
        counters -> new Clocked(world, new Responder(IDENTITY, counters));
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    tcp = new TcpServer(connections, any, 1, stats, answerers);
    tcp.start();
    udp = new UdpServer(UdpSockets.best(), tcp.localAddress(), 1, stats, answerers);
    udp.start();
    client = new DnsClient(tcp.localAddress().getPort());
  }

  @Override
  public Optional<byte[]> ask(byte[] query, InetAddress from, boolean overTcp) throws IOException {
    try {
      return Optional.of(client.exchange(query, from, overTcp));
    } catch (SocketTimeoutException e) {
      return Optional.empty();
    }
  }

  /** Of the loopback address, UDP and TCP. */
  public int port() {
    return tcp.localAddress().getPort();
  }

  /** How often the responder threw. */
  long bugs() {
    return stats.total(Counter.ERROR);
  }

  @Override
  public void close() {
    udp.close();
    tcp.close();
    connections.close();
    stats.close();
  }

  /** Answers at the scenario's time. */
  private record Clocked(World world, Responder responder) implements Answerer {
    @Override
    public int answer(Exchange exchange) {
      exchange.nowMillis = world.nowMillis();
      return responder.respond(world.snapshot(), exchange);
    }

    @Override
    public int failure(Exchange exchange) {
      return responder.failure(exchange);
    }
  }
}
