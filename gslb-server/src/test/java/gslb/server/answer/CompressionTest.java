package gslb.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.geo.PlaceTable;
import gslb.server.scenario.World;
import gslb.server.stats.QueryCounters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;

/**
 * Names in data are compressed for the types of RFC 1035 and for no other (RFC 3597 §4), and keep
 * their case either way (RFC 4343 §4.1).
 */
class CompressionTest {
  private static final String ZONE =
      """
      $ORIGIN example.org.
      $TTL 3600
      @        SOA   Ns1 Host 1 7200 900 1209600 300
               NS    Ns1
      ns1      A     192.0.2.1
      cname    CNAME Host
      ptr      PTR   Host
      mx       MX    10 Host
      srv      SRV   1 2 3 Host
      dname    DNAME Host
      rp       RP    Host Text
      afsdb    AFSDB 1 Host
      rt       RT    1 Host
      kx       KX    1 Host
      px       PX    1 Host Host
      naptr    NAPTR 1 2 "" "" "" Host
      svcb     SVCB  1 Host
      https    HTTPS 1 Host alpn=h2
      unknown  TYPE65280 \\# 18 04486F7374076578616D706C65036F726700
      """;

  @TempDir Path folder;

  /** A type and how long the data of its record is on the wire. */
  @ParameterizedTest
  @CsvSource({
    "example.org,         SOA,       33", // Ns1 and a pointer, Host and a pointer, five numbers
    "cname.example.org,   CNAME,     7",
    "ptr.example.org,     PTR,       7",
    "mx.example.org,      MX,        9",
    "srv.example.org,     SRV,       24",
    "dname.example.org,   DNAME,     18",
    "rp.example.org,      RP,        36",
    "afsdb.example.org,   AFSDB,     20",
    "rt.example.org,      RT,        20",
    "kx.example.org,      KX,        20",
    "px.example.org,      PX,        38",
    "naptr.example.org,   NAPTR,     25",
    "svcb.example.org,    SVCB,      20",
    "https.example.org,   HTTPS,     27",
    "unknown.example.org, TYPE65280, 18",
  })
  void onlyWhereItIsAllowed(String name, String type, int bytes) throws IOException {
    byte[] response = ask(name, type);
    assertThat(dataLength(response, name)).as(type).isEqualTo(bytes);
    String text = new Message(response).getSection(Section.ANSWER).getFirst().rdataToString();
    if (!type.startsWith("TYPE")) {
      assertThat(text).contains("Host.example.org.");
    }
  }

  /** The owner of a record is a pointer to the question, in its own case. */
  @Test
  void theOwnerPointsToTheQuestion() throws IOException {
    byte[] response = ask("CNAME.exAMPle.org", "CNAME");
    int owner = 12 + "CNAME.exAMPle.org".length() + 2 + 4;
    assertThat(ByteBuffer.wrap(response).getShort(owner)).isEqualTo((short) 0xC00C);
    assertThat(new Message(response).getSection(Section.ANSWER).getFirst().getName())
        .hasToString("CNAME.exAMPle.org.");
  }

  /** RDLENGTH of the first record, whose owner is a pointer. */
  private static int dataLength(byte[] response, String name) {
    int record = 12 + name.length() + 2 + 4;
    return ByteBuffer.wrap(response).getShort(record + 10);
  }

  private byte[] ask(String name, String type) throws IOException {
    World world = World.of(Map.of("zones/example.org.zone", ZONE), folder, PlaceTable.empty());
    Exchange exchange = new Exchange();
    byte[] query = AnswerPathZone.query(name, type, null, false);
    System.arraycopy(query, 0, exchange.query, 0, query.length);
    exchange.queryLength = query.length;
    int length = new Responder(new QueryCounters()).respond(world.snapshot(), exchange);
    return Arrays.copyOf(exchange.response, length);
  }
}
