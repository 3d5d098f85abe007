package gslb.server.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.server.DnsClient;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;
import org.xbill.DNS.Type;
import org.xbill.DNS.ZoneTransferIn;

/** Signed queries get signed answers, wrongly signed ones are told why; dnsjava is the judge. */
class Rfc8945SignatureTest {
  private static final Name ORIGIN = Name.fromConstantString("example.org.");

  @TempDir private Path folder;
  private TransferWorld world;
  private DnsClient client;

  @BeforeEach
  void start() throws IOException {
    StringBuilder zone = new StringBuilder(TransferWorld.ZONE);
    for (int i = 0; i < 28; i++) {
      zone.append("many A 198.51.100.").append(i).append('\n');
    }
    Key long384 = new Key("k384.example", Algorithm.HMAC_SHA384, TransferWorld.SECRET);
    Key long512 = new Key("k512.example.org", Algorithm.HMAC_SHA512, TransferWorld.SECRET);
    world =
        new TransferWorld(
            TransferWorld.declarations(folder, zone.toString()),
            new TransferRules(
                List.of(TransferWorld.KEY, long384, long512),
                List.of(
                    new AccessRule(ZoneSelection.ALL, List.of(), long384),
                    new AccessRule(ZoneSelection.ALL, List.of(), long512)),
                List.of()));
    client = new DnsClient(world.port());
  }

  @AfterEach
  void stop() {
    assertThat(world.bugs()).isZero();
    world.close();
  }

  @ParameterizedTest
  @CsvSource({
    "www.example.org.,     A,    NOERROR,  true",
    "www.example.org.,     A,    NOERROR,  false",
    "nothing.example.org., A,    NXDOMAIN, true",
    "nothing.example.org., A,    NXDOMAIN, false",
    "www.example.com.,     A,    REFUSED,  true",
    "example.org.,         AXFR, REFUSED,  true",
    "example.org.,         AXFR, REFUSED,  false",
  })
  void anAnswerIsSignedLikeItsQuery(String name, String type, String rcode, boolean tcp)
      throws IOException {
    TSIG tsig = TransferWorld.tsig();
    Message query = query(name, type);
    query.setTSIG(tsig);
    byte[] asked = query.toWire(65535);
    byte[] bytes = ask(asked, tcp);
    Message answer = new Message(bytes);
    assertThat(Rcode.string(answer.getRcode())).isEqualTo(rcode);
    assertThat(tsig.verify(answer, bytes, new Message(asked).getTSIG())).isEqualTo(Rcode.NOERROR);
  }

  @ParameterizedTest
  @CsvSource({
    "hmac-sha384., k384.example.",
    "hmac-sha512., k512.example.org.", // its name ends as the question does: may be shortened
  })
  void everyAlgorithmTransfers(String algorithm, String key) throws Exception {
    TSIG tsig = new TSIG(Name.fromString(algorithm), Name.fromString(key), TransferWorld.SECRET);
    ZoneTransferIn secondary = ZoneTransferIn.newAXFR(ORIGIN, world.address(), tsig);
    secondary.run();
    assertThat(secondary.getAXFR()).hasSizeGreaterThan(40);
  }

  /** How a query is signed, and what its answer's TSIG record says. */
  @ParameterizedTest
  @CsvSource({
    // key name,      algorithm,     secret, seconds off | rcode,  error,  MAC in the answer
    "xfr.example.,    hmac-sha256.,  right,  0,            NOERROR, 0,     true",
    "xfr.example.,    hmac-sha256.,  right,  -290,         NOERROR, 0,     true",
    "xfr.example.,    hmac-sha256.,  right,  -400,         NOTAUTH, 18,    true",
    "xfr.example.,    hmac-sha256.,  right,  400,          NOTAUTH, 18,    true",
    "xfr.example.,    hmac-sha256.,  wrong,  0,            NOTAUTH, 16,    false",
    "xfr.example.,    hmac-sha256.,  wrong,  -400,         NOTAUTH, 16,    false",
    "xfr.example.,    hmac-sha512.,  right,  0,            NOTAUTH, 17,    false",
    "XFR.Example.,    hmac-sha256.,  right,  0,            NOERROR, 0,     true",
    "other.example.,  hmac-sha256.,  right,  0,            NOTAUTH, 17,    false",
    "other.example.,  hmac-sha1.,    right,  0,            NOTAUTH, 17,    false",
  })
  void whatIsWrongIsTold(
      String key,
      String algorithm,
      String secret,
      long off,
      String rcode,
      int error,
      boolean signed)
      throws IOException {
    for (boolean tcp : new boolean[] {false, true}) {
      TSIG tsig = tsig(key, algorithm, secret, off);
      Message query = query("www.example.org.", "A");
      query.setTSIG(tsig);
      Message answer = new Message(ask(query.toWire(65535), tcp));
      TSIGRecord record = answer.getTSIG();
      assertThat(Rcode.string(answer.getRcode())).isEqualTo(rcode);
      assertThat(record.getError()).isEqualTo(error);
      assertThat(record.getSignature().length > 0).isEqualTo(signed);
      assertThat(record.getName()).isEqualTo(Name.fromString(key));
      assertThat(record.getOther() != null && record.getOther().length == 6)
          .as("the server's time")
          .isEqualTo(error == Rcode.BADTIME);
      assertThat(answer.getSection(Section.ANSWER)).hasSize(rcode.equals("NOERROR") ? 2 : 0);
    }
  }

  /** RFC 8945 §5.2: a TSIG record that says nothing is malformed, over every transport. */
  @ParameterizedTest
  @ValueSource(strings = {"", "00", "0b686d61632d73686132353600", "00 000000000000 0000 0001"})
  void aRecordThatIsCutIsMalformed(String rdata) throws IOException {
    byte[] data = HexFormat.of().parseHex(rdata.replace(" ", ""));
    byte[] asked = query("www.example.org.", "A").toWire();
    asked[11]++; // one more record in the additional section
    byte[] head =
        HexFormat.of().parseHex("0378667207657861 6d706c6500 00fa00ff00000000 00".replace(" ", ""));
    byte[] query =
        ByteBuffer.allocate(asked.length + head.length + 1 + data.length)
            .put(asked)
            .put(head)
            .put((byte) data.length)
            .put(data)
            .array();
    for (boolean tcp : new boolean[] {false, true}) {
      Message answer = new Message(ask(query, tcp));
      assertThat(Rcode.string(answer.getRcode())).isEqualTo("FORMERR");
      assertThat(answer.getSection(Section.ANSWER)).isEmpty();
    }
  }

  /** A bit of the message or of the signature turned over. */
  @ParameterizedTest
  @ValueSource(ints = {2, 13, 20, -8, -20, -30})
  void whatWasChangedOnTheWayIsRefused(int at) throws IOException {
    Message query = query("www.example.org.", "A");
    query.setTSIG(TransferWorld.tsig());
    byte[] bytes = query.toWire(65535);
    int place = at < 0 ? bytes.length + at : at;
    bytes[place] ^= 1;
    Message answer = new Message(ask(bytes, true));
    assertThat(Rcode.string(answer.getRcode())).isEqualTo("NOTAUTH");
    assertThat(answer.getTSIG().getError()).isEqualTo(Rcode.BADSIG);
  }

  /** The id may change on the way: a forwarder's does (RFC 8945 §5.5). */
  @Test
  void theIdIsNotPartOfIt() throws IOException {
    Message query = query("www.example.org.", "A");
    query.setTSIG(TransferWorld.tsig());
    byte[] bytes = query.toWire(65535);
    bytes[0] ^= 0x55;
    Message answer = new Message(ask(bytes, false));
    assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(answer.getHeader().getID()).isEqualTo((bytes[0] & 255) << 8 | (bytes[1] & 255));
  }

  /** MAC bytes sent, of 32, and what comes of it (RFC 8945 §5.2.2.1). */
  @ParameterizedTest
  @CsvSource({"31, NOTAUTH, 22", "16, NOTAUTH, 22", "15, FORMERR, -1", "0, FORMERR, -1"})
  void aCutSignature(int bytes, String rcode, int error) throws IOException {
    Message query = query("www.example.org.", "A");
    TSIGRecord whole = TransferWorld.tsig().generate(query, query.toWire(), 0, null);
    query.addRecord(
        new TSIGRecord(
            whole.getName(),
            DClass.ANY,
            0,
            whole.getAlgorithm(),
            whole.getTimeSigned(),
            whole.getFudge(),
            Arrays.copyOf(whole.getSignature(), bytes),
            whole.getOriginalID(),
            0,
            null),
        Section.ADDITIONAL);
    Message answer = new Message(ask(query.toWire(65535), false));
    assertThat(Rcode.string(answer.getRcode())).isEqualTo(rcode);
    assertThat(answer.getTSIG() == null ? -1 : answer.getTSIG().getError()).isEqualTo(error);
  }

  /** 28 addresses fill 512 bytes almost: with a signature they do not fit (RFC 8945 §5.3). */
  @Test
  void anAnswerThatDoesNotFitWithItsSignatureIsCut() throws IOException {
    TSIG tsig = TransferWorld.tsig();
    Message query = query("many.example.org.", "A");
    query.setTSIG(tsig);
    byte[] asked = query.toWire(65535);
    byte[] bytes = ask(asked, false);
    Message answer = new Message(bytes);
    assertThat(bytes).hasSizeLessThanOrEqualTo(512);
    assertThat(answer.getHeader().getFlag(Flags.TC)).isTrue();
    assertThat(answer.getSection(Section.ANSWER)).isEmpty();
    assertThat(tsig.verify(answer, bytes, new Message(asked).getTSIG())).isEqualTo(Rcode.NOERROR);
    assertThat(
            new Message(ask(query("many.example.org.", "A").toWire(), false))
                .getSection(Section.ANSWER))
        .hasSize(28);
  }

  /** Any bytes after the TSIG record's name: an answer or none, never a bug. */
  @Test
  void malformedSignaturesCostNothing() throws IOException {
    Message query = query("www.example.org.", "A");
    query.setTSIG(TransferWorld.tsig());
    byte[] whole = query.toWire(65535);
    for (int at = 12; at < whole.length; at++) {
      for (int value : new int[] {0, 0x3f, 0x40, 0xc0, 0xff}) {
        byte[] bytes = whole.clone();
        bytes[at] = (byte) value;
        assertThat(ask(bytes, true)).hasSizeGreaterThanOrEqualTo(12);
      }
    }
  }

  private byte[] ask(byte[] query, boolean tcp) throws IOException {
    return client.exchange(query, InetAddress.ofLiteral("127.0.0.1"), tcp);
  }

  private static Message query(String name, String type) throws IOException {
    return Message.newQuery(Record.newRecord(Name.fromString(name), Type.value(type), DClass.IN));
  }

  private static TSIG tsig(String key, String algorithm, String secret, long off)
      throws IOException {
    byte[] bytes =
        secret.equals("right")
            ? TransferWorld.SECRET
            : "another secret of 32 bytes, also".getBytes(StandardCharsets.US_ASCII);
    Name name = Name.fromString(algorithm);
    return new TSIG(
        name,
        Name.fromString(key),
        new SecretKeySpec(
            bytes, "HmacSHA" + algorithm.substring("hmac-sha".length(), algorithm.length() - 1)),
        Clock.offset(
            Clock.fixed(Instant.now(), java.time.ZoneOffset.UTC), Duration.ofSeconds(off)));
  }
}
