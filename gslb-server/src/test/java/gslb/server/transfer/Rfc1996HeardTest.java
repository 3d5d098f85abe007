package gslb.server.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.server.DnsClient;
import gslb.server.stats.Counter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;

/**
 * Notices of change from primaries: who is heard, and what all are told. The zone example.net has
 * its primary at 127.0.0.2 and the key xfr.example.
 */
class Rfc1996HeardTest {
  private static final Key OTHER = new Key("other.example", Algorithm.HMAC_SHA256, new byte[32]);
  private static final TSIG OTHER_TSIG =
      new TSIG(TSIG.HMAC_SHA256, Name.fromConstantString("other.example."), new byte[32]);

  @TempDir private Path folder;
  private final AtomicInteger heard = new AtomicInteger();
  private TransferWorld world;

  @BeforeEach
  void open() throws IOException {
    WatchedZone zone =
        new WatchedZone(
            Name.fromConstantString("example.net."),
            List.of(new InetSocketAddress("127.0.0.2", 53), new InetSocketAddress("::2", 53)),
            TransferWorld.KEY,
            () -> heard.incrementAndGet());
    world =
        new TransferWorld(
            TransferWorld.declarations(folder, TransferWorld.ZONE),
            new TransferRules(List.of(TransferWorld.KEY, OTHER), List.of(), List.of()),
            List.of(zone));
  }

  @AfterEach
  void close() {
    assertThat(world.bugs()).isZero();
    world.close();
  }

  @ParameterizedTest
  @CsvSource({
    // zone,      from,      signed with, | is told
    "example.net, 127.0.0.2, ,            NOERROR",
    "EXAMPLE.net, 127.0.0.2, ,            NOERROR",
    "example.net, 127.0.0.2, xfr,         NOERROR",
    "example.net, 127.0.0.2, other,       NOERROR",
    "example.net, 127.0.0.3, xfr,         NOERROR",
    "example.net, 127.0.0.3, other,       REFUSED",
    "example.net, 127.0.0.3, ,            REFUSED",
    "example.org, 127.0.0.2, xfr,         REFUSED", // ours, and not fetched
    "www.example.net, 127.0.0.2, xfr,     REFUSED",
    "example.com, 127.0.0.2, xfr,         REFUSED",
  })
  void whoIsHeard(String zone, String from, @Nullable String key, String told) throws IOException {
    for (boolean tcp : new boolean[] {false, true}) {
      heard.set(0);
      TSIG tsig = key == null ? null : key.equals("xfr") ? TransferWorld.tsig() : OTHER_TSIG;
      Message notice = notice(zone, Type.SOA);
      if (tsig != null) {
        notice.setTSIG(tsig, Rcode.NOERROR, null);
      }
      byte[] query = notice.toWire(4096);
      byte[] bytes = exchange(query, from, tcp);
      Message answer = new Message(bytes);
      assertThat(Rcode.string(answer.getRcode())).isEqualTo(told);
      assertThat(answer.getHeader().getOpcode()).isEqualTo(Opcode.NOTIFY);
      assertThat(answer.getHeader().getFlag(Flags.QR)).isTrue();
      assertThat(answer.getHeader().getFlag(Flags.AA)).isEqualTo(told.equals("NOERROR"));
      assertThat(answer.getQuestion()).isEqualTo(notice.getQuestion());
      assertThat(answer.getQuestion().getName()).hasToString(zone + ".");
      assertThat(answer.getSection(Section.ANSWER)).isEmpty();
      assertThat(heard).hasValue(told.equals("NOERROR") ? 1 : 0);
      if (tsig != null) {
        assertThat(tsig.verify(answer, bytes, new Message(query).getTSIG()))
            .isEqualTo(Rcode.NOERROR);
      }
    }
    assertThat(world.stats.total(Counter.NOTICE)).isEqualTo(told.equals("NOERROR") ? 2 : 0);
  }

  /** With the new SOA in it and without, with EDNS and without (RFC 1996 §3.7, RFC 6891 §6.1.1). */
  @Test
  void whatANoticeMayHold() throws IOException {
    Message bare = notice("example.net", Type.SOA);
    bare.removeAllRecords(Section.ANSWER);
    assertThat(ask(bare).getRcode()).isEqualTo(Rcode.NOERROR);
    Message edns = notice("example.net", Type.SOA);
    edns.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
    assertThat(ask(edns).getOPT()).isNotNull();
    assertThat(ask(bare).getOPT()).isNull();
  }

  @Test
  void whatIsNoNoticeOfAZone() throws IOException {
    assertThat(ask(notice("example.net", Type.A)).getRcode()).isEqualTo(Rcode.NOTIMP);
    Message nothing = new Message();
    nothing.getHeader().setOpcode(Opcode.NOTIFY);
    assertThat(ask(nothing).getRcode()).isEqualTo(Rcode.FORMERR);
    assertThat(heard).hasValue(0);
  }

  @Test
  void aWronglySignedNoticeIsNotHeard() throws IOException {
    Message notice = notice("example.net", Type.SOA);
    notice.setTSIG(
        new TSIG(TSIG.HMAC_SHA256, Name.fromString("xfr.example."), new byte[32]),
        Rcode.NOERROR,
        null);
    assertThat(new Message(exchange(notice.toWire(4096), "127.0.0.2", false)).getRcode())
        .isEqualTo(Rcode.NOTAUTH);
    assertThat(heard).hasValue(0);
  }

  private Message ask(Message notice) throws IOException {
    return new Message(exchange(notice.toWire(), "127.0.0.2", false));
  }

  private byte[] exchange(byte[] query, String from, boolean tcp) throws IOException {
    return new DnsClient(world.port()).exchange(query, InetAddress.getByName(from), tcp);
  }

  private static Message notice(String zone, int type) throws IOException {
    Name origin = Name.fromString(zone, Name.root);
    Message notice = new Message();
    notice.getHeader().setOpcode(Opcode.NOTIFY);
    notice.getHeader().setFlag(Flags.AA);
    notice.addRecord(Record.newRecord(origin, type, DClass.IN), Section.QUESTION);
    notice.addRecord(
        new SOARecord(origin, DClass.IN, 60, origin, origin, 7, 100, 20, 1000, 60), Section.ANSWER);
    return notice;
  }
}
