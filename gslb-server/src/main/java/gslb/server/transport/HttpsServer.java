package gslb.server.transport;

import gslb.server.stats.QueryCounters;
import gslb.server.stats.ServerStats;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Function;

/** Queries as HTTP requests (DoH, RFC 8484), over HTTP/2 and HTTP/1.1, on event loops. */
public final class HttpsServer implements EncryptedTransport {
  private final Connections connections;
  private final int loops;
  private final ServerStats stats;
  private final Function<QueryCounters, Answerer> answerers;
  private final Certificate certificate;
  private final BugLog bugs = new BugLog();
  private final LoopSet set;

  /**
   * Prepares a server; nothing is bound yet.
   *
   * @param connections stay open when this is closed
   * @param loops how many event loops accept connections, 1 or more
   * @param answerers makes each loop's answerer around that loop's counters
   */
  public HttpsServer(
      Connections connections,
      InetSocketAddress address,
      int loops,
      ServerStats stats,
      Function<QueryCounters, Answerer> answerers,
      Certificate certificate) {
    this.connections = connections;
    this.loops = loops;
    this.stats = stats;
    this.answerers = answerers;
    this.certificate = certificate;
    this.set = new LoopSet(connections, name(), address);
  }

  @Override
  public String name() {
    return "https";
  }

  @Override
  public void start() throws IOException {
    set.start(loops, this::loop);
  }

  private HttpsLoop loop() {
    QueryCounters counters = stats.worker();
    Worker worker = new Worker(answerers.apply(counters), counters, bugs);
    return new HttpsLoop(set.host(), set.port(), certificate, connections, worker);
  }

  @Override
  public void renew(Certificate renewed) throws IOException {
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
