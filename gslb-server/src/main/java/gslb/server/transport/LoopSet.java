package gslb.server.transport;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event loops of one address, started, renewed and closed together. */
final class LoopSet {
  private static final Logger log = LoggerFactory.getLogger(LoopSet.class);
  private static final long START_SECONDS = 10;
  private static final long STOP_SECONDS = 1;

  private final Connections connections;
  private final Vertx vertx;
  private final String transport;
  private final InetSocketAddress address;
  private final List<ListeningLoop> started = new CopyOnWriteArrayList<>();
  private @Nullable String deployment;
  private int port;

  LoopSet(Connections connections, String transport, InetSocketAddress address) {
    this.connections = connections;
    this.vertx = connections.vertx();
    this.transport = transport;
    this.address = address;
    this.port = address.getPort();
  }

  /** The address as Vert.x wants to be told it. */
  String host() {
    return address.getAddress().getHostAddress();
  }

  /**
   * The port as Vert.x wants to be told it: it shares one socket between loops that ask for the
   * same port, and for "any, but the same for all of us" it wants a negative one.
   */
  int port() {
    return address.getPort() == 0 ? -1 : address.getPort();
  }

  /**
   * Starts so many loops.
   *
   * @throws IOException if the address cannot be had; the message names it
   */
  synchronized void start(int loops, Supplier<? extends ListeningLoop> made) throws IOException {
    try {
      connections.listenNext(address);
      deployment =
          vertx
              .deployVerticle(
                  () -> {
                    ListeningLoop loop = made.get();
                    started.add(loop);
                    return loop;
                  },
                  new DeploymentOptions().setInstances(loops))
              .await(START_SECONDS, TimeUnit.SECONDS);
      port = started.getFirst().actualPort();
    } catch (Exception e) { // await throws what the loop failed with, whatever its type
      close();
      throw new IOException(
          "cannot listen on " + transport + " " + host() + " port " + port + ": " + e.getMessage(),
          e);
    }
  }

  /** Serves another certificate to connections that are opened from now on. */
  void renew(Certificate renewed) throws IOException {
    for (ListeningLoop loop : started) {
      try {
        loop.renew(renewed).await(START_SECONDS, TimeUnit.SECONDS);
      } catch (Exception e) { // await throws what the update failed with, whatever its type
        throw new IOException("cannot serve the new " + renewed + ": " + e.getMessage(), e);
      }
    }
  }

  /** Where they listen. Valid once started. */
  synchronized InetSocketAddress localAddress() {
    return new InetSocketAddress(address.getAddress(), port);
  }

  synchronized void close() {
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
