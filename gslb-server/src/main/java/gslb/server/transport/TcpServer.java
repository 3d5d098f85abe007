package gslb.server.transport;

import gslb.server.stats.QueryCounters;
import gslb.server.stats.ServerStats;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Connections, on event loops; each loop has a worker of its own. */
public final class TcpServer implements Transport {
  private final Connections connections;
  private final int loops;
  private final ServerStats stats;
  private final Function<QueryCounters, Answerer> answerers;
  private final @Nullable Certificate certificate;
  private final BugLog bugs = new BugLog();
  private final LoopSet set;

  /**
   * Prepares a server; nothing is bound yet.
   *
   * @param connections stay open when this is closed
   * @param loops how many event loops accept connections, 1 or more
   * @param answerers makes each loop's answerer around that loop's counters
   */
  public TcpServer(
      Connections connections,
      InetSocketAddress address,
      int loops,
      ServerStats stats,
      Function<QueryCounters, Answerer> answerers) {
    this(connections, address, loops, stats, answerers, null);
  }

  /** Like the public one; with a certificate, connections are encrypted. */
  TcpServer(
      Connections connections,
      InetSocketAddress address,
      int loops,
      ServerStats stats,
      Function<QueryCounters, Answerer> answerers,
      @Nullable Certificate certificate) {
    this.connections = connections;
    this.loops = loops;
    this.stats = stats;
    this.answerers = answerers;
    this.certificate = certificate;
    this.set = new LoopSet(connections, certificate == null ? "tcp" : "tls", address);
  }

  @Override
  public String name() {
    return certificate == null ? "tcp" : "tls";
  }

  @Override
  public void start() throws IOException {
    set.start(loops, this::loop);
  }

  private TcpLoop loop() {
    QueryCounters counters = stats.worker();
    Worker worker = new Worker(answerers.apply(counters), counters, bugs);
    return new TcpLoop(set.host(), set.port(), certificate, connections, worker);
  }

  /** Serves another certificate to connections that are opened from now on. */
  void renew(Certificate renewed) throws IOException {
    set.renew(renewed);
  }

  @Override
  public InetSocketAddress localAddress() {
    return set.localAddress();
  }

  @Override
  public void close() {
    set.close();
  }
}
