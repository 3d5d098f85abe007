package gslb.health.probe;

import gslb.zones.Check;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import java.time.Duration;

/** Succeeds when a TCP connection is accepted. */
final class TcpProbe implements Probe {

  private final Vertx vertx;
  private final NetClient client;
  private final Duration timeout;
  private final ConnectOptions options;

  TcpProbe(Vertx vertx, NetClient client, Duration timeout, Check.Tcp check, String host) {
    this.vertx = vertx;
    this.client = client;
    this.timeout = timeout;
    this.options =
        new ConnectOptions()
            .setHost(host)
            .setPort(check.port())
            .setTimeout(Math.toIntExact(timeout.toMillis()));
  }

  @Override
  public Future<ProbeResult> run() {
    Attempt attempt = new Attempt(vertx, timeout);
    client
        .connect(options)
        .onSuccess(socket -> {
          attempt.opened(socket::close);
          attempt.succeeded();
        })
        .onFailure(attempt::failed);
    return attempt.result();
  }
}
