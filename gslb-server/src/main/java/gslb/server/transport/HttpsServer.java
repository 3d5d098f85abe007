package gslb.server.transport;

import gslb.server.stats.QueryCounters;
import gslb.server.stats.ServerStats;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Queries as HTTP requests (DoH, RFC 8484), over HTTP/2 and HTTP/1.1, on Vert.x event loops. */
public final class HttpsServer implements EncryptedTransport {
  private static final Logger log = LoggerFactory.getLogger(HttpsServer.class);
  private static final long START_SECONDS = 10;
  private static final long STOP_SECONDS = 1;

  private final Vertx vertx;
  private final InetSocketAddress address;
  private final int loops;
  private final ConnectionLimits limits;
  private final ServerStats stats;
  private final Function<QueryCounters, Answerer> answerers;
  private final Certificate certificate;
  private final Admission admission;
  private final BugLog bugs = new BugLog();
  private final List<HttpsLoop> started = new CopyOnWriteArrayList<>();
  private @Nullable String deployment;
  private int port;

  /**
   * Prepares a server; nothing is bound yet.
   *
   * @param vertx owns the event loops; stays open when this is closed
   * @param loops how many of them accept connections, 1 or more
   * @param answerers makes each loop's answerer around that loop's counters
   */
  public HttpsServer(
      Vertx vertx,
      InetSocketAddress address,
      int loops,
      ConnectionLimits limits,
      ServerStats stats,
      Function<QueryCounters, Answerer> answerers,
      Certificate certificate) {
    this.vertx = vertx;
    this.address = address;
    this.loops = loops;
    this.limits = limits;
    this.stats = stats;
    this.answerers = answerers;
    this.certificate = certificate;
    this.admission = new Admission(limits);
    this.port = address.getPort();
  }

  @Override
  public String name() {
    return "https";
  }

  @Override
  public synchronized void start() throws IOException {
    String host = address.getAddress().getHostAddress();
    int shared = address.getPort() == 0 ? -1 : address.getPort(); // see TcpServer
    try {
      deployment =
          vertx
              .deployVerticle(
                  () -> {
                    HttpsLoop loop = loop(host, shared);
                    started.add(loop);
                    return loop;
                  },
                  new DeploymentOptions().setInstances(loops))
              .await(START_SECONDS, TimeUnit.SECONDS);
      port = started.getFirst().actualPort();
    } catch (Exception e) { // await throws what the loop failed with, whatever its type
      close();
      throw new IOException(
          "cannot listen on https " + host + " port " + address.getPort() + ": " + e.getMessage(),
          e);
    }
  }

  private HttpsLoop loop(String host, int shared) {
    QueryCounters counters = stats.worker();
    Worker worker = new Worker(answerers.apply(counters), counters, bugs);
    return new HttpsLoop(host, shared, certificate, limits, admission, worker);
  }

  @Override
  public void renew(Certificate renewed) throws IOException {
    for (HttpsLoop loop : started) {
      try {
        loop.renew(renewed).await(START_SECONDS, TimeUnit.SECONDS);
      } catch (Exception e) { // await throws what the update failed with, whatever its type
        throw new IOException("cannot serve the new " + renewed + ": " + e.getMessage(), e);
      }
    }
  }

  @Override
  public synchronized InetSocketAddress localAddress() {
    return new InetSocketAddress(address.getAddress(), port);
  }

  @Override
  public synchronized void close() {
    if (deployment == null) {
      return;
    }
    try {
      vertx.undeploy(deployment).await(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      log.warn("connections on port {} were not closed within {} s", port, STOP_SECONDS);
    }
    deployment = null;
  }
}
