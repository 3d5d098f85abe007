package gslb.server.transport;

import gslb.server.stats.QueryCounters;
import gslb.server.stats.ServerStats;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Function;

/** Connections over TLS (DoT, RFC 7858): those of {@link TcpServer}, encrypted. */
public final class TlsServer implements EncryptedTransport {
  private final TcpServer connections;

  /**
   * Prepares a server; nothing is bound yet.
   *
   * @param vertx owns the event loops; stays open when this is closed
   * @param loops how many of them accept connections, 1 or more
   * @param answerers makes each loop's answerer around that loop's counters
   */
  public TlsServer(
      Vertx vertx,
      InetSocketAddress address,
      int loops,
      ConnectionLimits limits,
      ServerStats stats,
      Function<QueryCounters, Answerer> answerers,
      Certificate certificate) {
    connections = new TcpServer(vertx, address, loops, limits, stats, answerers, certificate);
  }

  @Override
  public String name() {
    return connections.name();
  }

  @Override
  public void start() throws IOException {
    connections.start();
  }

  @Override
  public void renew(Certificate certificate) throws IOException {
    connections.renew(certificate);
  }

  @Override
  public InetSocketAddress localAddress() {
    return connections.localAddress();
  }

  @Override
  public void close() {
    connections.close();
  }
}
