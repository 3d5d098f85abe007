package gslb.geo;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.zones.GeoMap;
import gslb.zones.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which rule and which datacenters a client gets: first match, then the rule's preference (S-7).
 */
class RouteTest {

  private static final String DATABASE =
      """
      5.0.0.0/8       EU DE .  51.1  10.4
      5.1.0.0/16      EU DE BY 48.1  11.6
      8.0.0.0/8       NA US .  39.5 -99.1
      8.8.0.0/16      NA US CA 36.7 -119.4
      41.0.0.0/8      AF NA .  .     .
      61.0.0.0/8      AS .  .  .     .
      80.0.0.0/8      EU FR .  .     .
      203.0.113.0/24  EU DE .  51.1  10.4
      2a00::/12       EU DE .  51.1  10.4
      """;

  private static final String SYSTEMS =
      """
      5.1.1.0/24  64500
      8.8.8.0/24  64501
      """;

  private static final GeoMap WORLD =
      Text.map(
          "world",
          """
          default         -> sin iad
          EU              -> fra iad
          EU-DE-BY        -> fra
          NA              -> iad fra
          NA-US-CA        -> nearest
          AS              -> nearest
          203.0.113.0/25  -> iad
          203.0.113.0/26  -> sin
          5.1.1.128/25    -> iad sin
          AS64500         -> sin
          limit           -> 2
          """);

  @ParameterizedTest(name = "{1} under {0}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          # rules (one a slash)                           ; client         ; rule ; datacenters
          # the place decides, the smallest first, and falls up (S-6)
          * | map world                                   ; 5.1.2.3        ; 0    ; fra
          * | map world                                   ; 5.2.2.3        ; 0    ; fra iad
          * | map world                                   ; 2a00::1        ; 0    ; fra iad
          * | map world                                   ; 8.1.1.1        ; 0    ; iad fra
          * | map world                                   ; 41.1.1.1       ; 0    ; sin iad
          * | map world                                   ; 100.1.1.1      ; 0    ; sin iad
          # nearest in a map is cut at its limit, after exclusion; without coordinates: the default
          * | map world                                   ; 8.8.1.1        ; 0    ; iad fra
          * | map world | iad                             ; 8.8.1.1        ; 0    ; fra sin
          * | map world                                   ; 61.1.1.1       ; 0    ; sin iad
          # networks before systems before places, the longest network first
          * | map world                                   ; 203.0.113.200  ; 0    ; fra iad
          * | map world                                   ; 203.0.113.100  ; 0    ; iad
          * | map world                                   ; 203.0.113.10   ; 0    ; sin
          * | map world                                   ; 5.1.1.1        ; 0    ; sin
          * | map world                                   ; 5.1.1.200      ; 0    ; iad sin
          # nearest, by the place or else its country, or no order
          * | nearest                                     ; 5.1.2.3        ; 0    ; fra iad sin
          * | nearest                                     ; 8.8.8.8        ; 0    ; iad fra sin
          * | nearest                                     ; 41.1.1.1       ; 0    ; fra sin iad
          * | nearest                                     ; 80.1.1.1       ; 0    ; fra iad sin
          * | nearest                                     ; 61.1.1.1       ; 0    ;
          * | nearest                                     ; 100.1.1.1      ; 0    ;
          # lists and exclusions
          * | none                                        ; 5.1.2.3        ; 0    ;
          * | sin fra                                     ; 5.1.2.3        ; 0    ; sin fra
          * | sin fra | fra                               ; 5.1.2.3        ; 0    ; sin
          * | nearest | fra sin                           ; 5.1.2.3        ; 0    ; iad
          * | map world | fra                             ; 5.1.2.3        ; 0    ;
          # the first rule that matches, in every kind of condition it has, each by any of its list
          EU | fra / AS64501 | sin / * | iad              ; 5.1.2.3        ; 0    ; fra
          EU | fra / AS64501 | sin / * | iad              ; 8.8.8.8        ; 1    ; sin
          EU | fra / AS64501 | sin / * | iad              ; 8.8.9.8        ; 2    ; iad
          NA EU-DE-BY | fra / * | iad                     ; 8.8.9.8        ; 0    ; fra
          NA EU-DE-BY | fra / * | iad                     ; 5.1.2.3        ; 0    ; fra
          NA EU-DE-BY | fra / * | iad                     ; 5.2.2.3        ; 1    ; iad
          NA AF 41.1.0.0+16 8.8.9.0+24 | fra / * | iad    ; 41.1.2.3       ; 0    ; fra
          NA AF 41.1.0.0+16 8.8.9.0+24 | fra / * | iad    ; 41.2.2.3       ; 1    ; iad
          NA AF 41.1.0.0+16 8.8.9.0+24 | fra / * | iad    ; 8.8.9.1        ; 0    ; fra
          NA AF 41.1.0.0+16 8.8.9.0+24 | fra / * | iad    ; 8.8.8.1        ; 1    ; iad
          EU 41.1.0.0+16 | fra / * | iad                  ; 41.1.2.3       ; 1    ; iad
          NA AS64501 8.0.0.0+8 | fra / * | iad            ; 8.8.8.8        ; 0    ; fra
          NA AS64501 8.0.0.0+8 | fra / * | iad            ; 8.8.9.8        ; 1    ; iad
          # but those it excepts by any list
          EU !EU-DE-BY | fra / * | iad                    ; 5.2.2.3        ; 0    ; fra
          EU !EU-DE-BY | fra / * | iad                    ; 5.1.2.3        ; 1    ; iad
          !AS64500 !AF | fra / * | iad                    ; 5.1.1.1        ; 1    ; iad
          !AS64500 !AF | fra / * | iad                    ; 41.1.1.1       ; 1    ; iad
          !AS64500 !AF | fra / * | iad                    ; 5.1.2.1        ; 0    ; fra
          !AS64500 !AF | fra / * | iad                    ; 100.1.1.1      ; 0    ; fra
          5.0.0.0+8 !5.1.1.0+24 !5.1.1.128+25 | fra / * | iad ; 5.1.1.200  ; 1    ; iad
          5.0.0.0+8 !5.1.1.0+24 !5.1.1.128+25 | fra / * | iad ; 5.1.2.200  ; 0    ; fra
          EU | fra / EU-DE-BY | sin / * | iad             ; 5.1.2.3        ; 0    ; fra
          # NA is North America, AF-NA Namibia
          NA | iad / AF-NA | fra / * | sin                ; 41.1.2.3       ; 1    ; fra
          # IPv4 in IPv6 is IPv4 (S-5), whatever a rule says of the IPv6 networks
          EU | fra / * | iad                              ; ::ffff:5.1.2.3 ; 0    ; fra
          EU | fra / * | iad                              ; 64:ff9b::501:203 ; 0  ; fra
          EU | fra / * | iad                              ; 2002:501:203::1 ; 0   ; fra
          EU | fra / * | iad                              ; 2001:0:1:2:3:4:fafe:fdfc ; 0 ; fra
          2002::+16 | fra / * | iad                       ; 2002:801:203::1 ; 1   ; iad
          """)
  void route(String rules, String client, int rule, String datacenters) throws Exception {
    Routes routes = compiler().compile(rules(rules));
    Address address = Address.of(client);

    int located = routes.topology().locate(address.v6(), address.high(), address.low());

    assertThat(routes.routes().get(Topology.route(located)))
        .isEqualTo(new Route(rule, datacenters == null ? List.of() : Text.words(datacenters)));
  }

  private static TopologyCompiler compiler() throws GeoDatabaseException {
    PlaceTable places =
        MmdbSource.read("city.mmdb", TestDatabase.city(DATABASE))
            .over(MmdbSource.read("asn.mmdb", TestDatabase.asn(SYSTEMS)));
    return new TopologyCompiler(places, Text.DATACENTERS, Map.of("world", WORLD));
  }

  /** Rules are parted by slashes here, so a network's length stands behind a plus. */
  private static List<Rule> rules(String text) {
    List<Rule> rules = new ArrayList<>();
    for (String rule : text.split("/", -1)) {
      rules.add(Text.rule(rule.strip().replace('+', '/')));
    }
    return rules;
  }
}
