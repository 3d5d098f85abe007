package gslb.server.tools;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands connections on to a port of loopback, and counts them. */
final class Relay implements AutoCloseable {
  private final ServerSocket entrance;
  private final int port;
  private final AtomicInteger connections = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Relay(int port) throws IOException {
    this.port = port;
    this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.submit(this::accept);
  }

  int port() {
    return entrance.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  private Void accept() throws IOException {
    while (true) {
      Socket client = entrance.accept(); // ends when the entrance is closed
      connections.incrementAndGet();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
      threads.submit(() -> hand(client, server));
      threads.submit(() -> hand(server, client));
    }
  }

  private static Void hand(Socket from, Socket to) throws IOException {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    threads.shutdownNow();
  }
}
