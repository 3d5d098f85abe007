package gslb.server.transport;

import gslb.server.stats.Counter;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.ServerSSLOptions;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The connections of one event loop, and the worker they share. */
final class TcpLoop extends VerticleBase {
  private static final int BACKLOG = 1024;
  private static final List<String> PROTOCOLS = List.of("dot"); // RFC 7858 §3.1, as IANA lists it

  private final String host;
  private final int port;
  private final @Nullable Certificate certificate;
  private final ConnectionLimits limits;
  private final Admission admission;
  private final Worker worker;
  private final Set<TcpConnection> connections = new HashSet<>();
  private volatile @Nullable NetServer server;
  private volatile int actualPort;

  /** A loop that accepts nothing yet; with a certificate, its connections are encrypted. */
  TcpLoop(
      String host,
      int port,
      @Nullable Certificate certificate,
      ConnectionLimits limits,
      Admission admission,
      Worker worker) {
    this.host = host;
    this.port = port;
    this.certificate = certificate;
    this.limits = limits;
    this.admission = admission;
    this.worker = worker;
    worker.exchange.idleTenths = limits.idleTenths();
  }

  @Override
  public Future<?> start() {
    long sweepMillis = Math.clamp(limits.idle().toMillis() / 10, 10, 1_000);
    vertx.setPeriodic(sweepMillis, timer -> closeIdle());
    NetServer created = vertx.createNetServer(options()).connectHandler(this::accept);
    server = created;
    return created.listen(port, host).onSuccess(bound -> actualPort = bound.actualPort());
  }

  private NetServerOptions options() {
    NetServerOptions options = new NetServerOptions().setTcpNoDelay(true).setAcceptBacklog(BACKLOG);
    if (certificate != null) {
      ServerSSLOptions tls = certificate.options(PROTOCOLS);
      options
          .setSsl(true)
          .setUseAlpn(true)
          .setKeyCertOptions(tls.getKeyCertOptions())
          .setSslHandshakeTimeout(limits.idle().toMillis())
          .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
      options.getSslOptions().setApplicationLayerProtocols(PROTOCOLS);
    }
    return options;
  }

  /** Serves another certificate to connections that are opened from now on. */
  Future<Boolean> renew(Certificate renewed) {
    NetServer bound = server;
    if (bound == null) {
      return Future.succeededFuture(false);
    }
    ServerSSLOptions tls = renewed.options(PROTOCOLS);
    tls.setSslHandshakeTimeout(limits.idle().toMillis());
    tls.setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    return bound.updateSSLOptions(tls);
  }

  int actualPort() {
    return actualPort;
  }

  private void accept(NetSocket socket) {
    InetAddress address = InetAddress.ofLiteral(socket.remoteAddress().hostAddress());
    Admission.Client client = Admission.Client.of(address);
    if (!admission.admit(client)) {
      worker.counters.count(Counter.CONNECTION_REFUSED);
      socket.close();
      return;
    }
    TcpConnection connection = new TcpConnection(socket, address, worker);
    connections.add(connection);
    socket.closeHandler(closed -> {
      connections.remove(connection);
      admission.release(client);
    });
  }

  private void closeIdle() {
    long now = System.nanoTime();
    long idleNanos = limits.idle().toNanos();
    for (TcpConnection connection : List.copyOf(connections)) {
      if (connection.idle(now, idleNanos)) {
        connection.close();
      }
    }
  }
}
