package gslb.server;

import gslb.server.config.ServerConfig;
import gslb.server.config.TlsFiles;
import gslb.server.stats.QueryCounters;
import gslb.server.stats.ServerStats;
import gslb.server.transport.Answerer;
import gslb.server.transport.CertificateFiles;
import gslb.server.transport.Connections;
import gslb.server.transport.EncryptedTransport;
import gslb.server.transport.HttpsServer;
import gslb.server.transport.TlsServer;
import gslb.server.transport.Transport;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The encrypted addresses of a server, put together. */
final class Encrypted {
  /** How soon a renewed certificate is noticed where nobody reloads. */
  private static final long LOOK_MILLIS = 10_000;

  private final Vertx vertx;
  private final Connections connections;
  private final ServerConfig config;
  private final ServerStats stats;
  private final Function<QueryCounters, Answerer> answerers;

  Encrypted(
      Vertx vertx,
      Connections connections,
      ServerConfig config,
      ServerStats stats,
      Function<QueryCounters, Answerer> answerers) {
    this.vertx = vertx;
    this.connections = connections;
    this.config = config;
    this.stats = stats;
    this.answerers = answerers;
  }

  /** The configured certificate, null if none is; what was made so far is closed if it is wrong. */
  static @Nullable CertificateFiles certificate(ServerConfig config, Parts parts)
      throws StartException {
    TlsFiles files = config.tls();
    try {
      return files == null ? null : new CertificateFiles(files.certificate(), files.key());
    } catch (IOException e) {
      parts.close();
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Binds every encrypted address and looks at the certificate's files from now on. */
  List<Transport> listen(CertificateFiles certificate, Parts parts) throws IOException {
    List<Transport> listening = new ArrayList<>();
    for (InetSocketAddress address : config.listen().tls()) {
      listening.add(
          listen(
              new TlsServer(
                  connections, address, config.workers(), stats, answerers, certificate.current()),
              certificate,
              parts));
    }
    for (InetSocketAddress address : config.listen().https()) {
      listening.add(
          listen(
              new HttpsServer(
                  connections, address, config.workers(), stats, answerers, certificate.current()),
              certificate,
              parts));
    }
    stats.gauge(
        "gslb.certificate.refused",
        "1 while the certificate's files are broken and an older one is served",
        () -> certificate.refused() ? 1 : 0);
    stats.gauge(
        "gslb.certificate.expires.seconds",
        "When the certificate served expires, in seconds since 1970",
        () -> certificate.current().expires().getEpochSecond());
    Callable<Boolean> look =
        () -> {
          certificate.reread();
          return certificate.refused();
        };
    long timer = vertx.setPeriodic(LOOK_MILLIS, due -> vertx.executeBlocking(look, true));
    parts.add(() -> vertx.cancelTimer(timer));
    return listening;
  }

  private static Transport listen(
      EncryptedTransport transport, CertificateFiles certificate, Parts parts) throws IOException {
    parts.add(transport);
    transport.start();
    certificate.serve(transport);
    return transport;
  }
}
