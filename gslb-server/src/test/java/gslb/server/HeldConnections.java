package gslb.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Connections to a server on loopback from clients that mean it ill, 50 from each of many
 * addresses: some never send, some send a byte each second and come back when they are closed.
 */
final class HeldConnections implements AutoCloseable {
  private static final int EACH = 50;

  private final int port;
  private final List<SocketChannel> idle = new ArrayList<>();
  private final List<SocketChannel> writers = new ArrayList<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  private HeldConnections(int port) {
    this.port = port;
  }

  static HeldConnections open(int port, int idle, int writers) throws IOException {
    HeldConnections held = new HeldConnections(port);
    for (int i = 0; i < idle; i++) {
      held.idle.add(held.connect(1, i));
    }
    for (int i = 0; i < writers; i++) {
      held.writers.add(held.connect(2, i));
    }
    held.clock.scheduleAtFixedRate(held::write, 0, 1, TimeUnit.SECONDS);
    return held;
  }

  /** How many of the idle ones the server has not closed. */
  int idleStillOpen() throws IOException {
    int open = 0;
    ByteBuffer nothing = ByteBuffer.allocate(1);
    for (SocketChannel channel : idle) {
      channel.configureBlocking(false);
      open += channel.read(nothing) == 0 ? 1 : 0;
    }
    return open;
  }

  private SocketChannel connect(int group, int number) throws IOException {
    SocketChannel channel = SocketChannel.open();
    int address = number / EACH;
    channel.bind(
        new InetSocketAddress(
            InetAddress.ofLiteral(
                "127.%d.%d.%d".formatted(group, address / 250, 1 + address % 250)),
            0));
    channel.connect(new InetSocketAddress("127.0.0.1", port));
    return channel;
  }

  /** The length of a message is 257 bytes; at a byte a second it is never whole. */
  private void write() {
    for (int i = 0; i < writers.size(); i++) {
      try {
        writers.get(i).write(ByteBuffer.wrap(new byte[] {1}));
      } catch (IOException closed) {
        writers.set(i, again(writers.get(i), i));
      }
    }
  }

  private SocketChannel again(SocketChannel closed, int number) {
    try {
      closed.close();
      return connect(2, number);
    } catch (IOException e) {
      return closed; // tries again in a second
    }
  }

  @Override
  public void close() throws IOException {
    clock.shutdownNow();
    try {
      clock.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (SocketChannel channel : idle) {
      channel.close();
    }
    for (SocketChannel channel : writers) {
      channel.close();
    }
  }
}
