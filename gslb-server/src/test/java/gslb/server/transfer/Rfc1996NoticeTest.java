package gslb.server.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;

/** Secondaries are told of new serials until they acknowledge; the test is the secondary. */
class Rfc1996NoticeTest {
  private static final Duration WAIT = Duration.ofMillis(50);

  @TempDir private Path folder;
  private DatagramSocket secondary;

  @BeforeEach
  void open() throws IOException {
    secondary = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    secondary.setSoTimeout(10_000);
  }

  @AfterEach
  void close() {
    secondary.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aNewSerialIsToldUntilItIsAcknowledged(boolean signed) throws Exception {
    try (Notifier notifier = notifier(signed ? TransferWorld.KEY : null, Duration.ofSeconds(2))) {
      publish(notifier, 1, "192.0.2.1");
      DatagramPacket packet = receive();
      Message notice = new Message(bytes(packet));
      assertThat(notice.getHeader().getOpcode()).isEqualTo(Opcode.NOTIFY);
      assertThat(notice.getHeader().getFlag(Flags.AA)).isTrue();
      assertThat(notice.getQuestion().getName()).isEqualTo(Name.fromString("example.org."));
      assertThat(notice.getQuestion().getType()).isEqualTo(Type.SOA);
      assertThat(((SOARecord) notice.getSection(Section.ANSWER).getFirst()).getSerial())
          .isEqualTo(1);
      TSIG tsig = TransferWorld.tsig();
      if (signed) {
        assertThat(tsig.verify(notice, bytes(packet), null)).isEqualTo(Rcode.NOERROR);
      }
      acknowledge(packet, signed ? tsig : null);
      publish(notifier, 2, "192.0.2.1");
      assertThat(serial(receive())).as("what is acknowledged is not told again").isEqualTo(2);
      assertThat(notifier.unanswered()).isZero();
    }
  }

  @Test
  void anUnansweredNoticeIsRepeatedAndGivenUp() throws Exception {
    try (Notifier notifier = notifier(null, WAIT)) {
      publish(notifier, 1, "192.0.2.1");
      for (int i = 0; i < 5; i++) {
        assertThat(serial(receive())).isEqualTo(1);
      }
      await().atMost(Duration.ofSeconds(10)).until(() -> notifier.unanswered() == 1);
      silence();
    }
  }

  /** Acknowledged by nobody who may, or not as an acknowledgement. */
  @ParameterizedTest
  @ValueSource(strings = {"another id", "unsigned", "refused", "a query"})
  void whatIsNoAcknowledgementIsNotTakenForOne(String what) throws Exception {
    Key key = what.equals("unsigned") ? TransferWorld.KEY : null;
    try (Notifier notifier = notifier(key, WAIT)) {
      publish(notifier, 1, "192.0.2.1");
      DatagramPacket packet = receive();
      Message notice = new Message(bytes(packet));
      Message answer =
          new Message(notice.getHeader().getID() ^ (what.equals("another id") ? 1 : 0));
      answer.getHeader().setOpcode(Opcode.NOTIFY);
      answer.getHeader().setRcode(what.equals("refused") ? Rcode.REFUSED : Rcode.NOERROR);
      if (!what.equals("a query")) {
        answer.getHeader().setFlag(Flags.QR);
      }
      answer.addRecord(notice.getQuestion(), Section.QUESTION);
      send(packet, answer);
      assertThat(serial(receive())).as("told again").isEqualTo(1);
    }
  }

  @Test
  void anUnchangedSerialIsToldToNobody() throws Exception {
    try (Notifier notifier = notifier(null, Duration.ofSeconds(2))) {
      publish(notifier, 5, "192.0.2.1");
      acknowledge(receive(), null);
      publish(notifier, 5, "192.0.2.1");
      publish(notifier, 5, "192.0.2.99"); // warns
      silence();
      publish(notifier, 6, "192.0.2.99");
      assertThat(serial(receive())).isEqualTo(6);
    }
  }

  @Test
  void aZoneNobodyAskedForIsToldToNobody() throws Exception {
    NotifyRule other =
        new NotifyRule(ZoneSelection.of(List.of("example.com")), List.of(address()), null);
    try (Notifier notifier = new Notifier(List.of(other), InstantSource.system(), WAIT)) {
      publish(notifier, 1, "192.0.2.1");
      silence();
    }
  }

  /** Whether the sender waits for an acknowledgement or, as nobody listens, for its next try. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void closingEndsEveryWaitAtOnce(boolean listening) throws Exception {
    Notifier notifier = notifier(null, Duration.ofHours(1));
    publish(notifier, 1, "192.0.2.1");
    receive();
    if (!listening) {
      secondary.close();
      publish(notifier, 2, "192.0.2.1");
    }
    long start = System.nanoTime();
    notifier.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    assertThat(notifier.unanswered()).as("given up is not unanswered").isZero();
  }

  private Notifier notifier(@Nullable Key key, Duration wait) {
    NotifyRule rule = new NotifyRule(ZoneSelection.ALL, List.of(address()), key);
    return new Notifier(List.of(rule), InstantSource.system(), wait);
  }

  private InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), secondary.getLocalPort());
  }

  private void publish(Notifier notifier, int serial, String address) throws IOException {
    notifier.published(
        TransferWorld.declarations(
            folder,
            """
            $ORIGIN example.org.
            $TTL 60
            @   SOA ns1 hostmaster %d 7200 900 1209600 300
                NS  ns1
            ns1 A   %s
            """
                .formatted(serial, address)));
  }

  private DatagramPacket receive() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
    secondary.receive(packet);
    return packet;
  }

  /** Nothing more comes. */
  private void silence() throws IOException {
    secondary.setSoTimeout(300);
    try {
      throw new AssertionError("told " + new Message(bytes(receive())));
    } catch (SocketTimeoutException expected) {
      secondary.setSoTimeout(10_000);
    }
  }

  private void acknowledge(DatagramPacket packet, @Nullable TSIG tsig) throws IOException {
    Message notice = new Message(bytes(packet));
    Message answer = new Message(notice.getHeader().getID());
    answer.getHeader().setOpcode(Opcode.NOTIFY);
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.AA);
    answer.addRecord(notice.getQuestion(), Section.QUESTION);
    if (tsig != null) {
      answer.setTSIG(tsig, Rcode.NOERROR, notice.getTSIG());
    }
    send(packet, answer);
  }

  private void send(DatagramPacket to, Message answer) throws IOException {
    byte[] wire = answer.toWire(4096);
    secondary.send(new DatagramPacket(wire, wire.length, to.getSocketAddress()));
  }

  private static long serial(DatagramPacket packet) throws IOException {
    Message notice = new Message(bytes(packet));
    return ((SOARecord) notice.getSection(Section.ANSWER).getFirst()).getSerial();
  }

  private static byte[] bytes(DatagramPacket packet) {
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }
}
