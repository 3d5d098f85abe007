package gslb.server.transport;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The connections of one event loop, and the worker they share. */
final class TcpLoop extends VerticleBase implements ListeningLoop {
  private static final int BACKLOG = 1024;
  private static final List<String> PROTOCOLS = List.of("dot"); // RFC 7858 §3.1, as IANA lists it

  private final String host;
  private final int port;
  private final @Nullable Certificate certificate;
  private final Connections connections;
  private final ConnectionLimits limits;
  private final Worker worker;
  private volatile @Nullable NetServer server;
  private volatile int actualPort;

  /** A loop that accepts nothing yet; with a certificate, its connections are encrypted. */
  TcpLoop(
      String host,
      int port,
      @Nullable Certificate certificate,
      Connections connections,
      Worker worker) {
    this.host = host;
    this.port = port;
    this.certificate = certificate;
    this.connections = connections;
    this.limits = connections.limits();
    this.worker = worker;
    worker.exchange.idleTenths = limits.idleTenths();
  }

  @Override
  public Future<?> start() {
    NetServer created =
        vertx
            .createNetServer(options())
            .connectHandler(socket -> new TcpConnection(socket, worker, connections.memory()));
    server = created;
    return created.listen(port, host).onSuccess(bound -> actualPort = bound.actualPort());
  }

  private NetServerOptions options() {
    NetServerOptions options = new NetServerOptions().setTcpNoDelay(true).setAcceptBacklog(BACKLOG);
    if (certificate != null) {
      ServerSSLOptions tls = certificate.options(PROTOCOLS, limits.message());
      options
          .setSsl(true)
          .setUseAlpn(true)
          .setKeyCertOptions(tls.getKeyCertOptions())
          .setSslHandshakeTimeout(limits.message().toMillis())
          .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
      options.getSslOptions().setApplicationLayerProtocols(PROTOCOLS);
    }
    return options;
  }

  @Override
  public Future<Boolean> renew(Certificate renewed) {
    NetServer bound = server;
    if (bound == null) {
      return Future.succeededFuture(false);
    }
    return bound.updateSSLOptions(renewed.options(PROTOCOLS, limits.message()));
  }

  @Override
  public int actualPort() {
    return actualPort;
  }
}
