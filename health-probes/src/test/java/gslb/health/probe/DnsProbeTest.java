package gslb.health.probe;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.health.Definitions;
import gslb.zones.Check;
import gslb.zones.Monitor;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A name server that answers by the first label of the name it is asked for. */
class DnsProbeTest {

  private static final Vertx vertx = Vertx.vertx();
  private static final Probes probes = new Probes(vertx, HostTools.NONE);
  private static DatagramSocket datagrams;
  private static int port;

  @BeforeAll
  static void serve() throws Exception {
    port =
        vertx
            .createNetServer()
            .connectHandler(socket -> socket.handler(query -> answerStream(socket, query)))
            .listen(0, "127.0.0.1")
            .await(30, TimeUnit.SECONDS)
            .actualPort();
    datagrams = vertx.createDatagramSocket().listen(port, "127.0.0.1").await(30, TimeUnit.SECONDS);
    datagrams.handler(DnsProbeTest::answerDatagram);
  }

  @AfterAll
  static void stop() throws Exception {
    probes.close();
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  private static void answerDatagram(DatagramPacket packet) {
    try {
      Message query = new Message(packet.data().getBytes());
      String label = query.getQuestion().getName().getLabelString(0);
      Message answer = answer(query);
      if (List.of("large", "torn", "closed", "still").contains(label)) {
        answer.removeAllRecords(Section.ANSWER);
        answer.getHeader().setFlag(Flags.TC);
      }
      switch (label) {
        case "silent" -> {}
        case "garbage" -> send(packet, Arrays.copyOf(answer.toWire(), 13));
        case "guessed" -> { // others' guesses come first
          byte[] forged = answer.toWire();
          forged[0] ^= 0x55;
          send(packet, forged);
          Message other = answer(Message.newQuery(Record.newRecord(name("ok"), 1, 1)));
          other.getHeader().setID(query.getHeader().getID());
          send(packet, other.toWire());
          send(packet, query.toWire());
          send(packet, answer.toWire());
        }
        default -> send(packet, answer.toWire());
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static void send(DatagramPacket query, byte[] bytes) {
    datagrams
        .send(Buffer.buffer(bytes), query.sender().port(), query.sender().host())
        .onFailure(Throwable::printStackTrace);
  }

  private static void answerStream(NetSocket socket, Buffer framed) {
    try {
      Message query = new Message(framed.getBytes(2, framed.length()));
      Message answer = answer(query);
      String label = query.getQuestion().getName().getLabelString(0);
      if (label.equals("still")) {
        answer.getHeader().setFlag(Flags.TC);
      }
      byte[] bytes = answer.toWire();
      Buffer reply = Buffer.buffer().appendUnsignedShort(bytes.length).appendBytes(bytes);
      switch (label) {
        case "closed" -> socket.close();
        case "torn" -> {
          socket.write(reply.slice(0, reply.length() - 4));
          socket.close();
        }
        default -> {
          socket.write(reply.slice(0, 7));
          socket.write(reply.slice(7, reply.length()));
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Message answer(Message query) throws IOException {
    Message answer = new Message(query.getHeader().getID());
    Record question = query.getQuestion();
    answer.getHeader().setFlag(Flags.QR);
    answer.addRecord(question, Section.QUESTION);
    switch (question.getName().getLabelString(0)) {
      case "refused" -> answer.getHeader().setRcode(Rcode.REFUSED);
      case "failing" -> answer.getHeader().setRcode(Rcode.SERVFAIL);
      case "gone" -> answer.getHeader().setRcode(Rcode.NXDOMAIN);
      case "formerr" -> {
        answer.removeAllRecords(Section.QUESTION);
        answer.getHeader().setRcode(Rcode.FORMERR);
      }
      case "empty" -> {}
      case "recursive" -> {
        if (!query.getHeader().getFlag(Flags.RD)) {
          answer.getHeader().setRcode(Rcode.REFUSED);
        }
      }
      default -> {
        String data = question.getType() == Type.MX ? "10 MAIL.example.com." : "192.0.2.1";
        answer.addRecord(
            Record.fromString(
                question.getName(), question.getType(), DClass.IN, 60, data, Name.root),
            Section.ANSWER);
      }
    }
    return answer;
  }

  private static Name name(String label) throws IOException {
    return Name.fromString(label + ".example.com.");
  }

  @ParameterizedTest(name = "{0} {1} = {2}: {3}")
  @CsvSource({
    "ok,      A,   ,                       ok in",
    "ok,      A,   192.0.2.1,              ok in",
    "ok,      A,   192.0.2.2,              'value mismatch: got 192.0.2.1, expected 192.0.2.2'",
    "ok,      MX,  10 mail.EXAMPLE.com.,   ok in", // names know no case
    "ok,      MX,  20 mail.example.com.,   'value mismatch: got 10 MAIL.example.com., expected 20'",
    "empty,   A,   192.0.2.1,              'value mismatch: got no A, expected 192.0.2.1'",
    "empty,   A,   ,                       ok in", // NODATA is NOERROR
    "refused, A,   ,                       'bad rcode: got REFUSED, expected NOERROR'",
    "failing, SOA, ,                       'bad rcode: got SERVFAIL, expected NOERROR'",
    "gone,    A,   ,                       'bad rcode: got NXDOMAIN, expected NOERROR'",
    "formerr, A,   ,                       'bad rcode: got FORMERR, expected NOERROR'",
    "recursive, A, ,                       'bad rcode: got REFUSED, expected NOERROR'",
    "large,   A,   192.0.2.1,              ok in", // over TCP
    "large,   A,   192.0.2.2,              value mismatch",
    "closed,  A,   ,                       closed: before the answer was whole",
    "torn,    A,   ,                       closed: before the answer was whole",
    "still,   A,   ,                       protocol error: truncated over TCP too",
    "garbage, A,   ,                       protocol error: no DNS message",
    "guessed, A,   192.0.2.1,              ok in",
    "silent,  A,   ,                       timed out: no answer within 400 ms",
  })
  void answersBecomeResults(String label, String type, String value, String finding)
      throws Exception {
    assertThat(probe(Checks.dns(port, label + ".example.com.", type, value), finding))
        .startsWith(finding);
  }

  @Test
  void theExpectedCodeMayBeAnError() throws Exception {
    Check.Dns gone =
        new Check.Dns(port, "gone.example.com.", "A", false, List.of("NXDOMAIN", "REFUSED"), null);
    assertThat(probe(gone, "ok")).startsWith("ok in");
  }

  @Test
  void recursionIsDesiredWhenItIsSaid() throws Exception {
    Check.Dns recursive =
        new Check.Dns(port, "recursive.example.com.", "A", true, List.of("NOERROR"), null);
    assertThat(probe(recursive, "ok")).startsWith("ok in");
  }

  private static String probe(Check.Dns check, String finding) throws Exception {
    int timeout = finding.startsWith("timed out") ? 400 : 20_000;
    Monitor monitor = Definitions.monitor("dns", Definitions.cadence(30_000, timeout, 1, 1), check);
    return Runs.once(vertx, probes, monitor, "127.0.0.1").describe();
  }

  @Test
  void anyBytesAreSomeFinding() {
    DnsExchange exchange = new DnsExchange(Checks.dns(53, "example.com.", "A", "192.0.2.1"));
    byte[] question = exchange.question(0x1234);
    java.util.SplittableRandom random = new java.util.SplittableRandom(7);
    for (int run = 0; run < 50_000; run++) {
      byte[] bytes = Arrays.copyOf(question, random.nextInt(question.length + 40));
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = i > 1 && random.nextInt(4) == 0 ? (byte) random.nextInt() : bytes[i];
      }
      assertThat(exchange.finding(0x1234, bytes)).isNotNull();
    }
  }
}
