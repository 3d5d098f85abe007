package gslb.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.geo.PlaceTable;
import gslb.server.scenario.World;
import gslb.server.stats.QueryCounters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.GenericEDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Padding (RFC 7830, RFC 8467): who asks for it on an encrypted transport gets whole blocks. */
class Rfc8467PaddingTest {
  private static final int PADDING = 12;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "www.example.org,     A,    0,   true,  true",
    "www.example.org,     A,    100, true,  true",
    "example.org,         NS,   0,   true,  true",
    "nothing.example.org, A,    0,   true,  true",
    "www.example.com,     A,    0,   true,  true",
    "www.example.org,     A,    0,   false, false",
    "www.example.org,     A,    -1,  true,  false",
  })
  void wholeBlocks(String name, String type, int asked, boolean encrypted, boolean padded)
      throws IOException {
    Exchange exchange = new Exchange();
    byte[] query = query(name, type, asked);
    System.arraycopy(query, 0, exchange.query, 0, query.length);
    exchange.queryLength = query.length;
    exchange.tcp = true;
    exchange.encrypted = encrypted;
    World world = World.of(AnswerPathZone.FILES, folder, PlaceTable.bundled());
    int length = new Responder(new QueryCounters()).respond(world.snapshot(), exchange);
    Message response = new Message(Arrays.copyOf(exchange.response, length));
    assertThat(response.getOPT().getOptions(PADDING)).hasSize(padded ? 1 : 0);
    assertThat(length % 468 == 0).isEqualTo(padded);
  }

  /** A query with so many bytes of padding; -1 = without the option. */
  static byte[] query(String name, String type, int padding) throws IOException {
    Record question = Record.newRecord(Name.fromString(name + "."), Type.value(type), DClass.IN);
    Message message = Message.newQuery(question);
    message.addRecord(
        padding < 0
            ? new OPTRecord(1232, 0, 0)
            : new OPTRecord(1232, 0, 0, 0, new GenericEDNSOption(PADDING, new byte[padding])),
        Section.ADDITIONAL);
    return message.toWire();
  }
}
