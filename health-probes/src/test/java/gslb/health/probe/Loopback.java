package gslb.health.probe;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;

/** TCP servers on loopback that misbehave, by the word for what they do. */
final class Loopback {

  private static final String NOISE = "noise ".repeat(1000);

  private Loopback() {}

  /** The port of a server that refuses, hangs, drips, resets, floods or closes. */
  static int serving(Vertx vertx, String fault) throws Exception {
    if (fault.equals("refuses")) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
        return socket.getLocalPort();
      }
    }
    boolean reset = fault.equals("resets");
    NetServer server =
        vertx
            .createNetServer(new NetServerOptions().setSoLinger(reset ? 0 : -1))
            .connectHandler(socket -> misbehave(vertx, socket, fault))
            .listen(0, "127.0.0.1")
            .await(30, TimeUnit.SECONDS);
    return server.actualPort();
  }

  private static void misbehave(Vertx vertx, NetSocket socket, String fault) {
    socket.exceptionHandler(gone -> {});
    switch (fault) {
      case "hangs" -> socket.handler(heard -> {});
      case "drips" -> {
        // As an HTTP response, so that somebody goes on reading.
        String response = "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n" + NOISE;
        int[] sent = {0};
        long timer =
            vertx.setPeriodic(
                10, drop -> socket.write("" + response.charAt(sent[0]++ % response.length())));
        socket.closeHandler(closed -> vertx.cancelTimer(timer));
      }
      case "floods" -> flood(socket);
      case "closes" -> socket.handler(heard -> socket.close());
      case "resets" -> socket.handler(heard -> socket.close());
      default -> throw new IllegalArgumentException(fault);
    }
  }

  private static void flood(NetSocket socket) {
    socket.write(NOISE).onSuccess(written -> flood(socket));
  }
}
