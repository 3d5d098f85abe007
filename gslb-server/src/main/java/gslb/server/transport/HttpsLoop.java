package gslb.server.transport;

import gslb.server.stats.Counter;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.ServerSSLOptions;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The HTTP connections of one event loop, and the worker they share. */
final class HttpsLoop extends VerticleBase {
  private static final int BACKLOG = 1024;

  /** Requests a connection may have under way: RFC 9113 §6.5.2 wants no fewer. */
  private static final int STREAMS = 100;

  /** The longest message, in base64 and with its path, is longer; nobody asks so much. */
  private static final int LONGEST_LINE = 4096;

  private static final int LARGEST_HEADERS = 8192;
  private static final List<String> PROTOCOLS = List.of("h2", "http/1.1");

  private final String host;
  private final int port;
  private final Certificate certificate;
  private final ConnectionLimits limits;
  private final Admission admission;
  private final Worker worker;

  /** When each was opened or last brought a whole message, by {@link System#nanoTime}. */
  private final Map<HttpConnection, Long> connections = new HashMap<>();

  private volatile @Nullable HttpServer server;
  private volatile int actualPort;

  HttpsLoop(
      String host,
      int port,
      Certificate certificate,
      ConnectionLimits limits,
      Admission admission,
      Worker worker) {
    this.host = host;
    this.port = port;
    this.certificate = certificate;
    this.limits = limits;
    this.admission = admission;
    this.worker = worker;
  }

  @Override
  public Future<?> start() {
    long sweepMillis = Math.clamp(limits.idle().toMillis() / 10, 10, 1_000);
    vertx.setPeriodic(sweepMillis, timer -> closeIdle());
    HttpServer created =
        vertx
            .createHttpServer(options())
            .connectionHandler(this::accept)
            .requestHandler(request -> {
              HttpConnection connection = request.connection();
              new HttpsExchange(
                      request, worker, () -> connections.replace(connection, System.nanoTime()))
                  .begin();
            });
    server = created;
    return created.listen(port, host).onSuccess(bound -> actualPort = bound.actualPort());
  }

  private HttpServerOptions options() {
    HttpServerOptions options =
        new HttpServerOptions()
            .setTcpNoDelay(true)
            .setAcceptBacklog(BACKLOG)
            .setMaxInitialLineLength(LONGEST_LINE)
            .setMaxHeaderSize(LARGEST_HEADERS)
            .setInitialSettings(
                new Http2Settings()
                    .setMaxConcurrentStreams(STREAMS)
                    .setMaxHeaderListSize(LARGEST_HEADERS))
            .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
            .setSsl(true)
            .setUseAlpn(true)
            .setKeyCertOptions(certificate.options(PROTOCOLS).getKeyCertOptions())
            .setSslHandshakeTimeout(limits.idle().toMillis())
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    return options;
  }

  /** Serves another certificate to connections that are opened from now on. */
  Future<Boolean> renew(Certificate renewed) {
    HttpServer bound = server;
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

  private void accept(HttpConnection connection) {
    InetAddress address = InetAddress.ofLiteral(connection.remoteAddress().hostAddress());
    Admission.Client client = Admission.Client.of(address);
    if (!admission.admit(client)) {
      worker.counters.count(Counter.CONNECTION_REFUSED);
      connection.close();
      return;
    }
    connections.put(connection, System.nanoTime());
    connection.closeHandler(closed -> {
      connections.remove(connection);
      admission.release(client);
    });
  }

  private void closeIdle() {
    long now = System.nanoTime();
    long idleNanos = limits.idle().toNanos();
    for (Map.Entry<HttpConnection, Long> entry : List.copyOf(connections.entrySet())) {
      if (now - entry.getValue() > idleNanos) {
        entry.getKey().close();
      }
    }
  }
}
