package gslb.server.transport;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The HTTP connections of one event loop, and the worker they share. */
final class HttpsLoop extends VerticleBase implements ListeningLoop {
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
  private final Connections connections;
  private final ConnectionLimits limits;
  private final Worker worker;

  /** Requests whose message has not come whole. */
  private final Set<HttpsExchange> arriving = new HashSet<>();

  private volatile @Nullable HttpServer server;
  private volatile int actualPort;

  HttpsLoop(
      String host, int port, Certificate certificate, Connections connections, Worker worker) {
    this.host = host;
    this.port = port;
    this.certificate = certificate;
    this.connections = connections;
    this.limits = connections.limits();
    this.worker = worker;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(
        Math.clamp(limits.message().toMillis() / 10, 10, 1_000), timer -> lookAtArriving());
    HttpServer created =
        vertx
            .createHttpServer(options())
            .requestHandler(request ->
                new HttpsExchange(request, worker, connections.memory(), arriving).begin());
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
            .setKeyCertOptions(certificate.options(PROTOCOLS, limits.message()).getKeyCertOptions())
            .setSslHandshakeTimeout(limits.message().toMillis())
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    return options;
  }

  @Override
  public Future<Boolean> renew(Certificate renewed) {
    HttpServer bound = server;
    if (bound == null) {
      return Future.succeededFuture(false);
    }
    return bound.updateSSLOptions(renewed.options(PROTOCOLS, limits.message()));
  }

  @Override
  public int actualPort() {
    return actualPort;
  }

  private void lookAtArriving() {
    long now = System.nanoTime();
    for (HttpsExchange exchange : List.copyOf(arriving)) {
      exchange.look(now, limits.message().toNanos());
    }
  }
}
