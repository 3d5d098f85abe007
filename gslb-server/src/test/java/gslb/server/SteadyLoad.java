package gslb.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that go on asking www.example.org A: by datagrams at a steady pace from many ports
 * whatever comes back, by datagrams one after the other, and over a new connection for each query.
 */
final class SteadyLoad implements AutoCloseable {
  private static final byte[] QUERY =
      HexFormat.of()
          .parseHex(
              "000101000001000000000000" + "0377777707" + "6578616d706c65036f7267" + "0000010001");
  private static final int PORTS = 32;
  private static final int EACH = 60_000; // queries of a port at most: their ids are told apart
  private static final long PACE_NANOS = 200_000;
  private static final long LATEST_NANOS = 3_000_000_000L;

  private final int port;
  private final List<Thread> threads = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private volatile boolean ended;

  /** How many datagrams were sent at the steady pace, and how many different ones answered. */
  final AtomicInteger sent = new AtomicInteger();

  final AtomicInteger answered = new AtomicInteger();

  /** Answers one after the other, over datagrams and over connections. */
  final AtomicInteger inTurn = new AtomicInteger();

  final AtomicInteger connections = new AtomicInteger();

  private SteadyLoad(int port) {
    this.port = port;
  }

  /** Begins to ask the server on that port of 127.0.0.1. */
  static SteadyLoad of(int port) {
    SteadyLoad load = new SteadyLoad(port);
    load.begin("steady", load::steady);
    load.begin("in turn", () -> load.inTurn(false, load.inTurn));
    load.begin("connections", () -> load.inTurn(true, load.connections));
    return load;
  }

  private interface Asking {
    void run() throws IOException;
  }

  private void begin(String name, Asking asking) {
    threads.add(
        Thread.ofPlatform()
            .daemon()
            .name(name)
            .start(() -> {
              try {
                asking.run();
              } catch (IOException e) {
                fail(name + " ended: " + e);
              }
            }));
  }

  private void inTurn(boolean tcp, AtomicInteger answers) throws IOException {
    DnsClient client = new DnsClient(port);
    InetAddress from = InetAddress.getByName("127.0.0.1");
    while (!ended) {
      try {
        byte[] answer = client.exchange(QUERY, from, tcp);
        if ((answer[3] & 15) != 0) {
          fail((tcp ? "tcp" : "udp") + ": rcode " + (answer[3] & 15));
        }
        answers.incrementAndGet();
      } catch (IOException e) {
        fail((tcp ? "tcp: " : "udp: ") + e);
      }
    }
  }

  private synchronized void fail(String why) {
    failures.add(why);
  }

  /** What went wrong; nothing for every query that was answered. */
  synchronized List<String> failures() {
    return List.copyOf(failures);
  }

  private void steady() throws IOException {
    List<DatagramChannel> clients = new ArrayList<>();
    List<BitSet> seen = new ArrayList<>();
    try {
      for (int i = 0; i < PORTS; i++) {
        DatagramChannel client = DatagramChannel.open();
        clients.add(client);
        client.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 20);
        client.connect(new InetSocketAddress("127.0.0.1", port)).configureBlocking(false);
        seen.add(new BitSet());
      }
      long due = System.nanoTime();
      for (int id = 0; !ended && id < EACH; id++) {
        for (DatagramChannel client : clients) {
          ByteBuffer query = ByteBuffer.wrap(QUERY.clone());
          query.putShort(0, (short) id);
          if (client.write(query) > 0) {
            sent.incrementAndGet();
          }
          due += PACE_NANOS;
          read(clients, seen);
          while (System.nanoTime() < due) {
            LockSupport.parkNanos(due - System.nanoTime());
            read(clients, seen);
          }
        }
      }
      long latest = System.nanoTime() + LATEST_NANOS;
      while (answered.get() < sent.get() && System.nanoTime() < latest) {
        read(clients, seen);
        LockSupport.parkNanos(PACE_NANOS);
      }
    } finally {
      for (DatagramChannel client : clients) {
        client.close();
      }
    }
  }

  private void read(List<DatagramChannel> clients, List<BitSet> seen) throws IOException {
    ByteBuffer answer = ByteBuffer.allocate(512);
    for (int i = 0; i < clients.size(); i++) {
      while (clients.get(i).read(answer.clear()) > 0) {
        int id = answer.getShort(0) & 0xffff;
        if (!seen.get(i).get(id)) {
          seen.get(i).set(id);
          answered.incrementAndGet();
        }
      }
    }
  }

  /** Stops asking and waits for what is on its way. */
  @Override
  public void close() {
    ended = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public String toString() {
    return "%d of %d at a steady pace, %d in turn, %d connections, failures %s"
        .formatted(answered.get(), sent.get(), inTurn.get(), connections.get(), failures());
  }
}
