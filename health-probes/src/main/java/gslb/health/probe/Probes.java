package gslb.health.probe;

import gslb.health.status.Watch;
import gslb.zones.Monitor;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.core.tracing.TracingPolicy;
import org.jspecify.annotations.Nullable;

/** Makes the probe that runs a monitor, and owns the clients all probes share. */
public final class Probes implements AutoCloseable {

  private final Vertx vertx;
  private final HttpClientAgent http;
  private final NetClient tcp;
  private final @Nullable TrustOptions trust;

  /** With the certificate authorities the JDK trusts. */
  public Probes(Vertx vertx) {
    this(vertx, null);
  }

  /** With certificate authorities of one's own; null = those the JDK trusts. */
  public Probes(Vertx vertx, @Nullable TrustOptions trust) {
    this.vertx = vertx;
    this.trust = trust;
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions().setForceSni(true).setTracingPolicy(TracingPolicy.IGNORE));
    this.tcp = vertx.createNetClient(new NetClientOptions());
  }

  /** The watch's monitor aimed at its endpoint. */
  public Probe of(Watch watch) {
    String target = watch.endpoint().target();
    String host = target.endsWith(".") ? target.substring(0, target.length() - 1) : target;
    return switch (watch.monitor()) {
      case Monitor.Http monitor -> new HttpProbe(vertx, http, monitor, host, trust);
      case Monitor.Tcp monitor -> new TcpProbe(vertx, tcp, monitor, host);
      case Monitor.None none ->
          throw new IllegalArgumentException(none.name() + " checks nothing: there is no probe");
    };
  }

  @Override
  public void close() {
    http.close();
    tcp.close();
  }
}
