package gslb.health.probe;

import gslb.health.status.Watch;
import gslb.zones.Check;
import gslb.zones.Monitor;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the probe that runs a monitor, and owns the clients all probes share. */
public final class Probes implements AutoCloseable {

  private final Vertx vertx;
  private final HttpClientAgent http;
  private final HttpClientAgent http2;
  private final NetClient tcp;
  private final HostProbes ofHost;
  private final HostTools tools;
  private final @Nullable TrustOptions trust;

  /** With the certificate authorities the JDK trusts. */
  public Probes(Vertx vertx, HostTools tools) {
    this(vertx, tools, null);
  }

  /** With certificate authorities of one's own; null = those the JDK trusts. */
  public Probes(Vertx vertx, HostTools tools, @Nullable TrustOptions trust) {
    this.vertx = vertx;
    this.tools = tools;
    this.trust = trust;
    this.http = vertx.createHttpClient(options(HttpVersion.HTTP_1_1));
    this.http2 = vertx.createHttpClient(options(HttpVersion.HTTP_2));
    this.tcp = vertx.createNetClient(new NetClientOptions());
    this.ofHost = new HostProbes(vertx);
  }

  private static HttpClientOptions options(HttpVersion version) {
    return new HttpClientOptions()
        .setProtocolVersion(version)
        .setAlpnVersions(List.of(version))
        .setHttp2ClearTextUpgrade(false) // who expects HTTP/2 in the clear knows beforehand
        .setForceSni(true)
        .setTracingPolicy(TracingPolicy.IGNORE);
  }

  /**
   * The watch's monitor aimed at its endpoint.
   *
   * @throws IllegalArgumentException if it is a composite or checks nothing, or the host cannot run
   *     it: there is no probe then
   */
  public Probe of(Watch watch) {
    String target = watch.endpoint().target();
    String host = target.endsWith(".") ? target.substring(0, target.length() - 1) : target;
    Monitor monitor = watch.monitor();
    Duration timeout = monitor.cadence().timeout();
    return switch (monitor.check()) {
      case Check.Http check ->
          new HttpProbe(vertx, client(check.protocol()), timeout, check, host, trust);
      case Check.Tcp check -> new TcpProbe(vertx, tcp, timeout, check, host);
      case Check.Tls check -> new TlsProbe(vertx, tcp, timeout, check, host, trust);
      case Check.Dns check -> new DnsProbe(vertx, tcp, timeout, check, host);
      case Check.Grpc check -> new GrpcProbe(vertx, http2, timeout, check, host, trust);
      case Check.Icmp() -> ofHost.ping(there(tools.ping(), monitor), timeout, host);
      case Check.Command(List<String> words) ->
          ofHost.command(there(tools.commands(), monitor), words, timeout, host);
      case Check.Composite _, Check.None _ ->
          throw new IllegalArgumentException(monitor.name() + " has no probe of its own");
    };
  }

  private HttpClientAgent client(Check.Protocol protocol) {
    return switch (protocol) {
      case HTTP_1_1 -> http;
      case HTTP_2 -> http2;
    };
  }

  private static <T> T there(@Nullable T tool, Monitor monitor) {
    if (tool == null) {
      throw new IllegalArgumentException(monitor.name() + " cannot be run on this host");
    }
    return tool;
  }

  @Override
  public void close() {
    http.close();
    http2.close();
    tcp.close();
    ofHost.close();
  }
}
