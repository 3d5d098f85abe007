package gslb.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.geo.PlaceTable;
import gslb.zones.PlaceCode;
import gslb.zones.Prefix;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the demo prints is true. */
class DemoGuideTest {

  @Test
  void itsClientsAreWhereItSays() {
    PlaceTable places = PlaceTable.bundled();
    Set<String> continents = new HashSet<>();
    for (DemoGuide.Client client : DemoGuide.CLIENTS) {
      InetAddress address = InetAddress.ofLiteral(client.network().replaceAll("/.*", ""));
      assertThat(Prefix.of(address, 24)).hasToString(client.network());
      PlaceCode code = Objects.requireNonNull(places.place(address).place().code());
      assertThat(code.country()).as(client.where()).isEqualTo(client.country());
      continents.add(code.continent());
    }
    assertThat(continents).hasSameSizeAs(DemoGuide.CLIENTS);
  }

  @Test
  void itsLinesCanBeTyped() {
    String text = DemoGuide.text(DemoPlan.usual(Path.of("")), List.of("fra-1", "iad-1"));
    assertThat(text)
        .contains("  dig @127.0.0.1 -p 5300 www.example.com A +subnet=84.160.0.0/24\n")
        .contains("  ./gslb demo stop fra-1\n");
  }
}
