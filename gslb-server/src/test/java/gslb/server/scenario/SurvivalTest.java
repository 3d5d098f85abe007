package gslb.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.geo.PlaceTable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;

/**
 * Malformed messages cost no worker: one worker, many of them, and good answers in between and
 * after.
 */
class SurvivalTest {
  private static final int ROUNDS = 200;
  private static final int BURST = 100;

  @TempDir Path folder;

  @Test
  void goodQueriesAreAnsweredAmongBadOnes() throws IOException {
    String zone =
        """
        $ORIGIN example.org.
        $TTL 60
        @   SOA ns1 hostmaster 1 7200 900 1209600 300
            NS  ns1
        ns1 A   192.0.2.1
        """;
    World world = World.of(Map.of("zones/example.org.zone", zone), folder, PlaceTable.empty());
    byte[] good = Question.of("ns1.example.org", "A");
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    SplittableRandom random = new SplittableRandom(4);
    try (OverSockets subject = new OverSockets(world);
        DatagramSocket socket = new DatagramSocket(0, loopback)) {
      socket.connect(new InetSocketAddress(loopback, subject.port()));
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < BURST; i++) {
          byte[] bad = bad(good, random);
          socket.send(new DatagramPacket(bad, bad.length));
        }
        if (round % 20 == 0) {
          halfMessage(loopback, subject.port(), bad(good, random));
        }
        assertAnswered(subject.ask(good, loopback, round % 2 == 1).orElseThrow());
      }
      assertThat(subject.bugs()).as("bugs counted").isZero();
    }
  }

  private static byte[] bad(byte[] good, SplittableRandom random) {
    byte[] bad = good.clone();
    switch (random.nextInt(3)) {
      case 0 -> random.nextBytes(bad);
      case 1 -> bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      default -> bad = Arrays.copyOf(bad, random.nextInt(bad.length));
    }
    return bad;
  }

  /** A connection that announces more than it sends, and is reset. */
  private static void halfMessage(InetAddress loopback, int port, byte[] bytes) throws IOException {
    try (Socket socket = new Socket(loopback, port)) {
      socket.setSoLinger(true, 0);
      socket.getOutputStream().write(new byte[] {0x7F, 0x00});
      socket.getOutputStream().write(bytes);
    }
  }

  private static void assertAnswered(byte[] response) throws IOException {
    assertThat(new Message(response).getSection(Section.ANSWER)).hasSize(1);
  }
}
