package gslb.health.probe;

import gslb.health.status.MemberStatus;
import gslb.zones.Check;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Succeeds when hands are shaken and, unless it is not to be verified, the certificate holds. */
final class TlsProbe implements Probe {

  private final Vertx vertx;
  private final NetClient client;
  private final Duration timeout;
  private final Check.Certificate certificate;
  private final ConnectOptions options;

  TlsProbe(
      Vertx vertx,
      NetClient client,
      Duration timeout,
      Check.Tls check,
      String host,
      @Nullable TrustOptions trust) {
    this.vertx = vertx;
    this.client = client;
    this.timeout = timeout;
    this.certificate = check.certificate();
    String name = check.host() == null ? host : check.host();
    this.options =
        new ConnectOptions()
            .setRemoteAddress(SocketAddress.inetSocketAddress(check.port(), host))
            .setHost(name)
            .setPort(check.port())
            .setSsl(true)
            .setSslOptions(TlsTerms.options(certificate, trust, List.of()))
            .setTimeout(Math.toIntExact(timeout.toMillis()));
    String serverName = TlsTerms.serverName(name);
    if (serverName != null) {
      options.setSniServerName(serverName);
    }
  }

  @Override
  public Future<ProbeResult> run() {
    Attempt attempt = new Attempt(vertx, timeout);
    client
        .connect(options)
        .onSuccess(socket -> {
          attempt.opened(socket::close);
          attempt.succeeded(
              MemberStatus.UNTOLD,
              TlsTerms.warning(socket.sslSession(), certificate, Instant.now()));
        })
        .onFailure(attempt::failed);
    return attempt.result();
  }
}
