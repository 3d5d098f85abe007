package gslb.server.transport;

import gslb.server.stats.QueryCounters;
import gslb.server.stats.ServerStats;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Function;

/** Connections over TLS (DoT, RFC 7858): those of {@link TcpServer}, encrypted. */
public final class TlsServer implements EncryptedTransport {
  private final TcpServer connections;

  /**
   * Prepares a server; nothing is bound yet.
   *
   * @param shared stays open when this is closed
   * @param loops how many event loops accept connections, 1 or more
   * @param answerers makes each loop's answerer around that loop's counters
   */
  public TlsServer(
      Connections shared,
      InetSocketAddress address,
      int loops,
      ServerStats stats,
      Function<QueryCounters, Answerer> answerers,
      Certificate certificate) {
    connections = new TcpServer(shared, address, loops, stats, answerers, certificate);
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
