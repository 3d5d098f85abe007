package gslb.server.secondary;

import static gslb.server.secondary.ScriptedPrimary.records;
import static gslb.server.secondary.SecondaryWorld.zone;
import static org.assertj.core.api.Assertions.assertThat;

import gslb.server.transfer.Algorithm;
import gslb.server.transfer.Key;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.TSIG;

/**
 * Whatever a primary sends that is wrong is not served, what was served before is, and the operator
 * is told why. What is held has serial 5, the primary announces 6.
 */
@Timeout(60)
class HostilePrimaryTest {
  private static final byte[] SECRET = new byte[32];
  private static final Key KEY = new Key("xfr.example", Algorithm.HMAC_SHA256, SECRET);

  @TempDir private Path folder;
  private ScriptedPrimary primary;

  @BeforeEach
  void open() throws IOException {
    primary = new ScriptedPrimary();
  }

  @AfterEach
  void close() {
    primary.close();
  }

  /** A zone that came whole, and what is said of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@ SOA ns1 h 6 1 1 1 1; @ NS ns1; other.example. A 192.0.2.1; @ SOA ns1 h 6 1 1 1 1"
            + "| the owner name other.example. is not in the zone",
        "@ SOA ns1 h 6 1 1 1 1; www A 192.0.2.1; @ SOA ns1 h 6 1 1 1 1 | has no NS record",
        "@ SOA ns1 h 6 1 1 1 1; @ NS ns1; a CNAME b; a A 192.0.2.1; @ SOA ns1 h 6 1 1 1 1"
            + "| has a CNAME record beside",
        "@ SOA ns1 h 6 1 1 1 1; @ NS ns1; a NSEC b A; @ SOA ns1 h 6 1 1 1 1"
            + "| expected the data of an unsigned zone",
        "@ SOA ns1 h 6 1 1 1 1; @ NS ns1; @ SOA ns1 h 7 1 1 1 1"
            + "| ended with another SOA than it began with",
        "@ SOA ns1 h 6 1 1 1 1; @ NS ns1; www SOA ns1 h 6 1 1 1 1 | ended with another SOA than it"
            + " began with",
        "@ SOA ns1 h 5 1 1 1 1; @ NS ns1; @ SOA ns1 h 5 1 1 1 1 | and sent serial 5",
        "@ SOA ns1 h 4 1 1 1 1; @ NS ns1; @ SOA ns1 h 4 1 1 1 1 | and sent serial 4",
        "@ NS ns1; @ SOA ns1 h 6 1 1 1 1 | missing initial SOA",
        "@ SOA ns1 h 6 1 1 1 1; @ NS ns1; www A 192.0.2.1 | EOF",
        "@ SOA ns1 h 6 1 1 1 1 | EOF",
      })
  void aBrokenZone(String records, String told) {
    SecondaryWorld world = held();
    primary.transfer =
        (query, out) -> {
          primary.just(query, out, records(records.replace("; ", "\n") + "\n"));
          out.close();
        };
    refused(world, told);
  }

  private static void refused(SecondaryWorld world, String told) {
    world.advance(Duration.ofSeconds(100));
    assertThat(world.trouble()).contains(told);
    assertThat(world.served()).isEqualTo("5 192.0.2.1");
    assertThat(world.zone.figures().state()).isEqualTo(SecondaryFigures.State.RETRYING);
    world.restart();
    assertThat(world.served()).as("kept").isEqualTo("5 192.0.2.1");
  }

  /** Serial 5 is held, 6 is announced. */
  private SecondaryWorld held() {
    SecondaryWorld world = new SecondaryWorld(folder, primary.serves(zone(5, "192.0.2.1")));
    world.advance(Duration.ZERO);
    assertThat(world.served()).isEqualTo("5 192.0.2.1");
    primary.soa = records(zone(6)).getFirst();
    return world;
  }

  @Test
  void bytesThatAreNoMessage() {
    SecondaryWorld world = held();
    primary.transfer =
        (query, out) -> {
          out.writeShort(20);
          out.write(
              new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20});
        };
    refused(world, "transfer broke off");
  }

  @Test
  void anAnswerWithoutRecords() {
    SecondaryWorld world = held();
    primary.transfer =
        (query, out) -> {
          primary.just(query, out, List.of());
          out.close();
        };
    refused(world, "transfer broke off");
  }

  /** Records without end: no more is held than the limit says, nor for longer. */
  @Test
  void aTransferWithoutEnd() {
    SecondaryWorld world = held();
    primary.transfer = (query, out) -> endless(query, out);
    refused(world, "it is larger than 100000 bytes");
  }

  private void endless(Message query, DataOutputStream out) throws IOException {
    primary.just(query, out, records(zone(6)));
    while (true) {
      primary.just(query, out, records("www A 192.0.2.1\nwww A 192.0.2.2\n"));
    }
  }

  @Test
  void aConnectionThatHangs() {
    SecondaryWorld world = held();
    primary.transfer = (query, out) -> {}; // and waits for the next query
    refused(world, "SocketTimeoutException");
  }

  /** A byte a moment is not progress: the whole transfer has a bound. */
  @Test
  void aTransferOfAByteAMoment() {
    SecondaryWorld world = held();
    primary.transfer = (query, out) -> drip(query, out);
    refused(world, "SocketTimeoutException");
  }

  private static void drip(Message query, DataOutputStream out) throws IOException {
    out.writeShort(60_000);
    for (int i = 0; i < 60_000; i++) {
      out.write(query.getHeader().getID());
      out.flush();
      java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
    }
  }

  @ParameterizedTest
  @CsvSource({"REFUSED", "NOTAUTH", "SERVFAIL"})
  void aTransferThatIsDenied(String rcode) {
    SecondaryWorld world = held();
    primary.transfer =
        (query, out) -> {
          Message answer = primary.answerTo(query);
          answer.getHeader().setRcode(Rcode.value(rcode));
          primary.send(answer, query, out);
        };
    refused(world, rcode);
  }

  /** What the answer for the SOA says, before any transfer. */
  @Test
  void aSerialThatGoesBackwards() {
    SecondaryWorld world = held();
    primary.serves(zone(4, "192.0.2.4"));
    refused(world, "has serial 4, which is older than 5");
    assertThat(primary.asked).doesNotContain("IXFR");
  }

  @Test
  void aServerThatHasNotTheZone() {
    SecondaryWorld world = held();
    primary.rcode = Rcode.REFUSED;
    refused(world, "says REFUSED");
    primary.rcode = Rcode.NOERROR;
    primary.authoritative = false;
    world.advance(Duration.ofSeconds(100));
    assertThat(world.trouble()).contains("does not answer for the zone itself");
  }

  /** The key we have and one the primary signs with, if it signs. */
  @ParameterizedTest
  @CsvSource({
    "right,  6 192.0.2.6, ''",
    "none,   awaited,     not rightly signed",
    "secret, awaited,     not rightly signed",
    "name,   awaited,     not rightly signed",
  })
  void aWrongSignature(String signs, String served, String told) {
    primary.serves(zone(6, "192.0.2.6"));
    Name name = Name.fromConstantString(signs.equals("name") ? "other.example." : "xfr.example.");
    byte[] secret = SECRET.clone();
    secret[0] = (byte) (signs.equals("secret") ? 1 : 0);
    primary.key = signs.equals("none") ? null : new TSIG(TSIG.HMAC_SHA256, name, secret);
    SecondaryWorld world = new SecondaryWorld(folder, KEY, primary);
    world.advance(Duration.ZERO);
    assertThat(world.served()).isEqualTo(served);
    assertThat(world.trouble()).contains(told);
  }

  /** The SOA is signed and the transfer is not. */
  @Test
  void anUnsignedTransfer() {
    primary.serves(zone(6, "192.0.2.6"));
    primary.key = new TSIG(TSIG.HMAC_SHA256, KEY.name(), SECRET);
    ScriptedPrimary.Transfer whole = primary.transfer;
    primary.transfer =
        (query, out) -> {
          TSIG key = primary.key;
          primary.key = null;
          whole.answer(query, out);
          primary.key = key;
        };
    SecondaryWorld world = new SecondaryWorld(folder, KEY, primary);
    world.advance(Duration.ZERO);
    assertThat(world.served()).isEqualTo("awaited");
    assertThat(world.trouble()).contains("TSIG failure");
  }
}
