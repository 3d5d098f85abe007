package gslb.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.geo.PlaceTable;
import gslb.server.scenario.World;
import gslb.server.stats.QueryCounters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** RFC 1035 §4.1.4: a pointer has 14 bits, a message over TCP has 65535 bytes. */
class FarPointerTest {
  @TempDir Path folder;

  @Test
  void noOwnerIsPointedToWhereNoPointerReaches() throws IOException {
    World world =
        World.of(
            Map.of(
                "zones/example.org.zone",
                """
                $TTL 3600
                @   SOA ns1 hostmaster 1 7200 900 1209600 300
                    NS  ns1
                ns1 A   192.0.2.1
                near A  192.0.2.1
                near A  192.0.2.2
                far A   192.0.2.3
                $GENERATE 1-1000 @ MX $ near
                @   MX  1001 far
                """),
            folder,
            PlaceTable.empty());
    Message response = overTcp(world, "example.org.", Type.MX);
    assertThat(response.getSection(Section.ANSWER)).hasSize(1001);
    // An address' owner is a pointer to where the MX RRset first names the host.
    List<String> owners =
        response.getSection(Section.ADDITIONAL).stream()
            .map(record -> record.getName().toString())
            .toList();
    assertThat(owners).containsExactly("near.example.org.", "near.example.org.");
  }

  private static Message overTcp(World world, String name, int type) throws IOException {
    byte[] query =
        Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN)).toWire();
    Exchange exchange = new Exchange();
    System.arraycopy(query, 0, exchange.query, 0, query.length);
    exchange.queryLength = query.length;
    exchange.tcp = true;
    int length = new Responder(new QueryCounters()).respond(world.snapshot(), exchange);
    return new Message(Arrays.copyOf(exchange.response, length));
  }
}
