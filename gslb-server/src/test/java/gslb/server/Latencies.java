package gslb.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * How long well-behaved clients wait for answers, one after the other: a datagram, a query on a
 * connection that stays, a query on a new connection.
 *
 * @param udp nanoseconds, sorted; likewise the others
 * @param lost queries that got no answer within two seconds
 */
record Latencies(long[] udp, long[] kept, long[] fresh, int lost) {
  /** www.example.org A, framed for TCP. */
  private static final byte[] FRAMED =
      HexFormat.of()
          .parseHex("00210001000000010000000000000377777707" + "6578616d706c65036f72670000010001");

  private static final int MOST = 1_000_000;
  private static final int TIMEOUT_MILLIS = 2_000;

  /** What a busy machine may add at the middle, and at the worst percent. */
  private static final long SLACK_MIDDLE = 1_000_000;

  private static final long SLACK_WORST = 25_000_000;

  /** Asks for so long. */
  static Latencies of(int port, Duration time) throws IOException {
    InetSocketAddress server = new InetSocketAddress("127.0.0.1", port);
    long[][] waits = new long[3][MOST];
    int rounds = 0;
    int lost = 0;
    long end = System.nanoTime() + time.toNanos();
    try (DatagramSocket datagrams = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
        Socket kept = new Socket(server.getAddress(), port)) {
      datagrams.connect(server);
      datagrams.setSoTimeout(TIMEOUT_MILLIS);
      while (System.nanoTime() < end && rounds < MOST) {
        try {
          waits[0][rounds] = overUdp(datagrams);
          waits[1][rounds] = over(kept, System.nanoTime());
          waits[2][rounds] = overFresh(server);
        } catch (SocketTimeoutException e) {
          lost++;
        }
        rounds++;
      }
    }
    for (int i = 0; i < waits.length; i++) {
      waits[i] = Arrays.copyOf(waits[i], rounds);
      Arrays.sort(waits[i]);
    }
    return new Latencies(waits[0], waits[1], waits[2], lost);
  }

  private static long overUdp(DatagramSocket socket) throws IOException {
    long begun = System.nanoTime();
    socket.send(new DatagramPacket(FRAMED, 2, FRAMED.length - 2));
    socket.receive(new DatagramPacket(new byte[512], 512));
    return System.nanoTime() - begun;
  }

  private static long overFresh(InetSocketAddress server) throws IOException {
    long begun = System.nanoTime();
    try (Socket socket = new Socket()) {
      socket.connect(server, TIMEOUT_MILLIS);
      return over(socket, begun);
    }
  }

  private static long over(Socket socket, long begun) throws IOException {
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    socket.getOutputStream().write(FRAMED);
    DataInputStream in = new DataInputStream(socket.getInputStream());
    byte[] answer = new byte[in.readUnsignedShort()];
    in.readFully(answer);
    if (ByteBuffer.wrap(answer).getShort() != 1) {
      throw new IOException("not the answer");
    }
    return System.nanoTime() - begun;
  }

  /** Within three times of the other's, and what a busy machine may add. */
  void assertNotMuchSlowerThan(Latencies before) {
    compare("udp", udp, before.udp);
    compare("kept connection", kept, before.kept);
    compare("new connection", fresh, before.fresh);
  }

  private static void compare(String what, long[] now, long[] before) {
    assertThat(at(now, 50)).as("%s, p50 in ns", what).isLessThan(3 * at(before, 50) + SLACK_MIDDLE);
    assertThat(at(now, 99)).as("%s, p99 in ns", what).isLessThan(3 * at(before, 99) + SLACK_WORST);
  }

  private static long at(long[] sorted, int percent) {
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
  }

  @Override
  public String toString() {
    return "udp %s, kept %s, new %s, %d rounds, %d lost"
        .formatted(print(udp), print(kept), print(fresh), udp.length, lost);
  }

  private static String print(long[] sorted) {
    return "p50 %.2f p99 %.2f ms".formatted(at(sorted, 50) / 1e6, at(sorted, 99) / 1e6);
  }
}
