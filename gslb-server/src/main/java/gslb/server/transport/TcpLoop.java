package gslb.server.transport;

import gslb.server.stats.Counter;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The connections of one event loop, and the worker they share. */
final class TcpLoop extends VerticleBase {
  private static final int BACKLOG = 1024;

  private final String host;
  private final int port;
  private final ConnectionLimits limits;
  private final Admission admission;
  private final Worker worker;
  private final Set<TcpConnection> connections = new HashSet<>();
  private volatile int actualPort;

  TcpLoop(String host, int port, ConnectionLimits limits, Admission admission, Worker worker) {
    this.host = host;
    this.port = port;
    this.limits = limits;
    this.admission = admission;
    this.worker = worker;
    worker.exchange.idleTenths = limits.idleTenths();
  }

  @Override
  public Future<?> start() {
    long sweepMillis = Math.clamp(limits.idle().toMillis() / 10, 10, 1_000);
    vertx.setPeriodic(sweepMillis, timer -> closeIdle());
    NetServer server =
        vertx
            .createNetServer(new NetServerOptions().setTcpNoDelay(true).setAcceptBacklog(BACKLOG))
            .connectHandler(this::accept);
    return server.listen(port, host).onSuccess(bound -> actualPort = bound.actualPort());
  }

  int actualPort() {
    return actualPort;
  }

  private void accept(NetSocket socket) {
    InetAddress address = InetAddress.ofLiteral(socket.remoteAddress().hostAddress());
    Admission.Client client = Admission.Client.of(address);
    if (!admission.admit(client)) {
      worker.counters.count(Counter.CONNECTION_REFUSED);
      socket.close();
      return;
    }
    TcpConnection connection = new TcpConnection(socket, address, worker);
    connections.add(connection);
    socket.closeHandler(closed -> {
      connections.remove(connection);
      admission.release(client);
    });
  }

  private void closeIdle() {
    long now = System.nanoTime();
    long idleNanos = limits.idle().toNanos();
    for (TcpConnection connection : List.copyOf(connections)) {
      if (connection.idle(now, idleNanos)) {
        connection.close();
      }
    }
  }
}
