package gslb.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** IPv4 inside IPv6 is located as IPv4, its scope mapped back (S-5). */
class EmbeddedIpv4Test {

  private static final String DATABASE =
      """
      192.0.2.0/24  EU DE . 51.1 10.4
      2001::/16     AS SG . 1.3 103.8
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        // client                                   | country | scope
        "192.0.2.33                                 | DE      | 24",
        "192.0.3.33                                 | .       | 24",
        "::ffff:192.0.2.33                          | DE      | 120",
        "64:ff9b::c000:221                          | DE      | 120",
        "2002:c000:221::1                           | DE      | 40",
        "2001:0:4136:e378:8000:63bf:3fff:fdde       | DE      | 120",
        "2001:0:4136:e378:8000:63bf:7fff:fdde       | .       | 98",
        // beside the forms: no IPv4, and the scope must not reach into them
        "2001:1::1                                  | SG      | 32",
        "2001:2::1                                  | SG      | 31",
        "2003::1                                    | .       | 16",
        "64:ff9b:1::1                               | .       | 48",
        "::c000:221                                 | .       | 81",
        "::fffe:192.0.2.33                          | .       | 96",
        "4000::1                                    | .       | 2",
      })
  void located(String client, String country, int scope) throws Exception {
    Routes routes =
        new TopologyCompiler(
                MmdbSource.read("test.mmdb", TestDatabase.city(DATABASE)),
                Text.DATACENTERS,
                Map.of())
            .compile(
                List.of(Text.rule("EU-DE | fra"), Text.rule("AS-SG | sin"), Text.rule("* | iad")));
    Address address = Address.of(client);

    int located = routes.topology().locate(address.v6(), address.high(), address.low());

    int rule = List.of("DE", "SG", ".").indexOf(country);
    assertThat(routes.routes().get(Topology.route(located)).rule()).isEqualTo(rule);
    assertThat(Topology.scope(located)).isEqualTo(scope);
  }

  @Test
  void wholeIpv4OfOneRouteLeavesScopesShort() throws Exception {
    Routes routes =
        new TopologyCompiler(
                MmdbSource.read("test.mmdb", TestDatabase.city("2a00::/12 EU DE . 51.1 10.4")),
                Text.DATACENTERS,
                Map.of())
            .compile(List.of(Text.rule("EU-DE | fra"), Text.rule("* | iad")));
    Address sixToFour = Address.of("2002:c000:221::1");

    int located = routes.topology().locate(sixToFour.v6(), sixToFour.high(), sixToFour.low());

    assertThat(routes.routes().get(Topology.route(located)).rule()).isEqualTo(1);
    assertThat(Topology.scope(located)).isEqualTo(5); // 2000::/5 holds no 2a00::/12
  }
}
