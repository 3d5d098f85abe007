package gslb.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** How long HTTP may keep a response (RFC 8484 §5.1): TTLs by section, in seconds. */
class FreshnessTest {
  @ParameterizedTest
  @CsvSource({
    "'',       '',      '',  0",
    "30,       '',      '',  30",
    "300 20 60, 5,      1,   20",
    "'',       900 600, 1,   600",
    "'',       '',      7,   0",
    "0 30,     '',      '',  0",
  })
  void smallestTtlOfTheAnswer(String answer, String authority, String additional, long expected)
      throws IOException {
    Name name = Name.fromString("www.example.org.");
    Message message = Message.newQuery(Record.newRecord(name, Type.TXT, DClass.IN));
    add(message, Section.ANSWER, name, answer);
    add(message, Section.AUTHORITY, name, authority);
    add(message, Section.ADDITIONAL, name, additional);
    assertThat(Freshness.of(message.toWire())).isEqualTo(expected);
  }

  private static void add(Message message, int section, Name name, String ttls) {
    for (String ttl : ttls.split(" ")) {
      if (!ttl.isEmpty()) {
        message.addRecord(
            new TXTRecord(name, DClass.IN, Long.parseLong(ttl), "of " + ttl + " " + section),
            section);
      }
    }
  }
}
