package gslb.server.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gslb.server.DnsClient;
import gslb.server.stats.Counter;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;
import org.xbill.DNS.ZoneTransferException;
import org.xbill.DNS.ZoneTransferIn;

/** Zones leave whole, to whom they may (RFC 5936, RFC 1995); dnsjava is the secondary. */
class Rfc5936TransferTest {
  private static final Name ORIGIN = Name.fromConstantString("example.org.");
  private static final int BIG = 50_000;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theWholeZoneItsSoaFirstAndLast(boolean signed) throws Exception {
    try (TransferWorld world = world(TransferWorld.ZONE, TransferWorld.loopback())) {
      ZoneTransferIn client =
          ZoneTransferIn.newAXFR(ORIGIN, world.address(), signed ? TransferWorld.tsig() : null);
      client.run();
      List<Record> records = client.getAXFR();
      assertThat(records.getFirst()).isInstanceOf(SOARecord.class);
      assertThat(records.getLast()).isEqualTo(records.getFirst());
      assertThat(records)
          .extracting(Record::toString)
          .hasSize(14)
          .contains(
              "Mail.example.org.\t3600\tIN\tA\t192.0.2.2",
              "_sip._tcp.example.org.\t3600\tIN\tSRV\t0 5 5060 Mail.example.org.",
              "example.org.\t\t3600\tIN\tMX\t10 Mail.example.org.",
              "ns.child.example.org.\t3600\tIN\tA\t192.0.2.53",
              "*.wild.example.org.\t3600\tIN\tTXT\tany");
      assertThat(world.stats.total(Counter.SIGNED)).isEqualTo(signed ? 1 : 0);
      assertThat(world.bugs()).isZero();
    }
  }

  /** What is written in an access rule, and who then has the zone. */
  @ParameterizedTest
  @CsvSource({
    // zones,       network,        key,   | asks from, signed,   is told
    "all,           127.0.0.0/8,    false,  127.0.0.1,  false,    NOERROR",
    "all,           127.0.0.0/8,    false,  127.0.0.1,  true,     NOERROR",
    "all,           127.0.0.2/32,   false,  127.0.0.1,  false,    REFUSED",
    "all,           127.0.0.2/32,   false,  127.0.0.2,  false,    NOERROR",
    "all,           127.0.0.2/32,   false,  127.0.0.1,  true,     REFUSED",
    "all,           ,               true,   127.0.0.1,  false,    REFUSED",
    "all,           ,               true,   127.0.0.1,  true,     NOERROR",
    "all,           127.0.0.2/32,   true,   127.0.0.1,  true,     REFUSED",
    "all,           127.0.0.2/32,   true,   127.0.0.2,  false,    REFUSED",
    "all,           127.0.0.2/32,   true,   127.0.0.2,  true,     NOERROR",
    "EXAMPLE.org,   127.0.0.0/8,    false,  127.0.0.1,  false,    NOERROR",
    "example.com,   127.0.0.0/8,    false,  127.0.0.1,  false,    REFUSED",
    "all,           ::1/128,        false,  127.0.0.1,  false,    REFUSED",
  })
  void access(
      String zones, String network, boolean key, String from, boolean signed, String expected)
      throws Exception {
    AccessRule rule =
        new AccessRule(
            zones.equals("all") ? ZoneSelection.ALL : ZoneSelection.of(List.of(zones)),
            network == null
                ? List.of()
                : List.of(
                    TransferWorld.net(
                        network.substring(0, network.indexOf('/')),
                        Integer.parseInt(network.substring(network.indexOf('/') + 1)))),
            key ? TransferWorld.KEY : null);
    try (TransferWorld world = world(TransferWorld.ZONE, rule)) {
      Message query = axfr("example.org.");
      TSIG tsig = signed ? TransferWorld.tsig() : null;
      if (tsig != null) {
        query.setTSIG(tsig);
      }
      byte[] bytes = new DnsClient(world.port()).exchange(query.toWire(65535), address(from), true);
      Message answer = new Message(bytes);
      assertThat(Rcode.string(answer.getRcode())).isEqualTo(expected);
      assertThat(answer.getTSIG() != null).as("signed").isEqualTo(signed);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "nobody may,             false, example.org., AXFR, true,  REFUSED",
    "allowed,                true,  example.org., AXFR, true,  NOERROR",
    "a name in the zone,     true,  www.example.org., AXFR, true, NOTAUTH",
    "no zone of ours,        true,  example.com., AXFR, true,  NOTAUTH",
    "over UDP,               true,  example.org., AXFR, false, REFUSED",
    "IXFR without a serial,  true,  example.org., IXFR, true,  FORMERR",
    "nobody may and no zone,  false, example.com., AXFR, true,  REFUSED",
  })
  void rcodes(String what, boolean open, String name, String type, boolean tcp, String expected)
      throws Exception {
    try (TransferWorld world =
        open ? world(TransferWorld.ZONE, TransferWorld.loopback()) : world(TransferWorld.ZONE)) {
      Record question = Record.newRecord(Name.fromString(name), Type.value(type), DClass.IN);
      byte[] answer =
          new DnsClient(world.port())
              .exchange(Message.newQuery(question).toWire(), address("127.0.0.1"), tcp);
      assertThat(Rcode.string(new Message(answer).getRcode())).as(what).isEqualTo(expected);
    }
  }

  /** RFC 1995 §2 and §4: current clients and datagrams get the SOA alone, all others the zone. */
  @ParameterizedTest
  @CsvSource({
    "2026110101, true,  1",
    "2026110102, true,  1",
    "2026110100, true,  14",
    "0,          true,  14",
    "4173593749, true,  14", // 2^31 away: no order is known
    "2026110101, false, 1",
    "2026110100, false, 1",
  })
  void incremental(long serial, boolean tcp, int records) throws Exception {
    try (TransferWorld world = world(TransferWorld.ZONE, TransferWorld.loopback())) {
      Message query = Message.newQuery(Record.newRecord(ORIGIN, Type.IXFR, DClass.IN));
      query.addRecord(
          new SOARecord(ORIGIN, DClass.IN, 0, Name.root, Name.root, serial, 0, 0, 0, 0),
          Section.AUTHORITY);
      Message answer =
          new Message(
              new DnsClient(world.port()).exchange(query.toWire(), address("127.0.0.1"), tcp));
      assertThat(answer.getSection(Section.ANSWER)).hasSize(records);
      assertThat(((SOARecord) answer.getSection(Section.ANSWER).getFirst()).getSerial())
          .isEqualTo(2026110101L);
      assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
    }
  }

  @Test
  void aBigZoneArrivesWholeAndSigned() throws Exception {
    try (TransferWorld world = world(bigZone(), TransferWorld.loopback())) {
      Map<Name, Integer> seen = new HashMap<>();
      ZoneTransferIn client = ZoneTransferIn.newAXFR(ORIGIN, world.address(), TransferWorld.tsig());
      client.run();
      client.getAXFR().forEach(record -> seen.merge(record.getName(), 1, Integer::sum));
      assertThat(client.getAXFR()).hasSize(BIG + 4);
      assertThat(seen).hasSize(BIG + 2);
      assertThat(world.bugs()).isZero();
    }
  }

  /** Who does not read costs what the system buffers and a message or so, not the zone. */
  @Test
  void aClientThatDoesNotReadIsNotWrittenFor() throws Exception {
    try (TransferWorld world = world(bigZone(), TransferWorld.loopback());
        Socket client = new Socket()) {
      client.setReceiveBufferSize(4096);
      client.connect(world.address());
      client.setSoTimeout(20_000);
      byte[] query = axfr("example.org.").toWire();
      DataOutputStream out = new DataOutputStream(client.getOutputStream());
      out.writeShort(query.length);
      out.write(query);
      await().atMost(Duration.ofSeconds(10)).until(() -> world.stats.total(Counter.TRANSFER) == 1);
      // Others on the same loop are served meanwhile.
      Message soa = Message.newQuery(Record.newRecord(ORIGIN, Type.SOA, DClass.IN));
      for (int i = 0; i < 20; i++) {
        byte[] answer =
            new DnsClient(world.port()).exchange(soa.toWire(), address("127.0.0.1"), true);
        assertThat(new Message(answer).getSection(Section.ANSWER)).hasSize(1);
      }
      DataInputStream in = new DataInputStream(client.getInputStream());
      List<Integer> sizes = new ArrayList<>();
      int records = 0;
      while (records < BIG + 4) {
        byte[] message = new byte[in.readUnsignedShort()];
        in.readFully(message);
        Message read = new Message(message);
        assertThat(read.getSection(Section.QUESTION)).hasSize(sizes.isEmpty() ? 1 : 0);
        sizes.add(message.length);
        records += read.getSection(Section.ANSWER).size();
      }
      assertThat(sizes).allMatch(size -> size <= 16 << 10).hasSizeGreaterThan(40);
    }
  }

  @Test
  void aTransferThatIsRefusedIsTold() throws Exception {
    try (TransferWorld world = world(TransferWorld.ZONE)) {
      ZoneTransferIn client = ZoneTransferIn.newAXFR(ORIGIN, world.address(), null);
      org.assertj.core.api.Assertions.assertThatThrownBy(client::run)
          .isInstanceOf(ZoneTransferException.class)
          .hasMessageContaining("REFUSED");
    }
  }

  private TransferWorld world(String zone, AccessRule... allow) throws IOException {
    return new TransferWorld(TransferWorld.declarations(folder, zone), List.of(allow));
  }

  private static String bigZone() {
    StringBuilder zone =
        new StringBuilder(
            "$ORIGIN example.org.\n"
                + "$TTL 60\n"
                + "@ SOA ns1 h 7 7200 900 1209600 300\n"
                + "  NS ns1\n"
                + "ns1 A 192.0.2.1\n");
    for (int i = 0; i < BIG; i++) {
      zone.append("host-").append(i).append(" A 10.").append(i >> 16).append('.');
      zone.append((i >> 8) & 255).append('.').append(i & 255).append('\n');
    }
    return zone.toString();
  }

  private static Message axfr(String zone) throws IOException {
    return Message.newQuery(Record.newRecord(Name.fromString(zone), Type.AXFR, DClass.IN));
  }

  private static InetAddress address(String text) {
    return InetAddress.ofLiteral(text);
  }
}
