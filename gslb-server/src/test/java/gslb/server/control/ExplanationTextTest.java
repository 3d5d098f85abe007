package gslb.server.control;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.geo.PlaceTable;
import gslb.health.verdict.Verdicts;
import gslb.server.scenario.World;
import gslb.zones.Prefix;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person reads of each thing that can lead a client somewhere. */
class ExplanationTextTest {
  @TempDir Path folder;
  private World world;

  @BeforeEach
  void definitions() throws IOException {
    world =
        World.of(
            Map.of(
                "zones/example.org.zone",
                """
                $ORIGIN example.org.
                $TTL 60
                @   SOA ns1 hostmaster 1 7200 900 1209600 300
                    NS  ns1
                ns1 A   192.0.2.1
                """,
                "datacenters.yaml",
                """
                schema: 1
                datacenters:
                  fra: {region: eu, latitude: 50, longitude: 8}
                  iad: {region: na, latitude: 39, longitude: -77}
                """,
                "monitors.yaml",
                "schema: 1\nmonitors: {up: {type: none}}\n",
                "pools/pools.yaml",
                """
                schema: 1
                pools:
                  web:
                    monitor: up
                    members:
                      - {name: fra, datacenter: fra, addresses: [192.0.2.1]}
                      - {name: fra2, datacenter: fra, addresses: [192.0.2.2]}
                      - {name: iad, datacenter: iad, addresses: [192.0.2.3]}
                  old:
                    monitor: up
                    members: [{name: old, datacenter: iad, addresses: [192.0.2.9]}]
                """,
                "policies/example.org.yaml",
                """
                schema: 1
                zone: example.org
                policies:
                  www:
                    create: true
                    types: [A]
                    rules:
                      - {when: {geo: [AS]}, pools: [old]}
                      - {when: {nets: [203.0.113.0/24, 198.51.100.0/25], asns: [64500]}, pools: [old]}
                      - {when: {not: {nets: [192.0.2.0/24, 10.0.0.0/8]}}, pools: [old]}
                      - {pools: [web, old], trickle: 5%, prefer: {datacenters: [fra, iad]}}
                """),
            folder,
            PlaceTable.empty());
  }

  /** What the first of some clients is told that is told this, too. */
  private String explainWhere(String line) throws IOException {
    for (int i = 0; i < 256; i++) {
      String text = explain("10.0." + i + ".0");
      if (text.contains(line)) {
        return text;
      }
    }
    throw new AssertionError("nobody is told " + line);
  }

  private String explain(String client) throws IOException {
    Prefix prefix = Prefix.of(InetAddress.getByName(client), 24);
    return world.explain("www.example.org", prefix, Verdicts.EMPTY);
  }

  @Test
  void whyRulesWerePassedOver() throws IOException {
    assertThat(explainWhere("trickle    95 % main, 5 % trickle; this client is in part 1"))
        .contains(
            """
              not rule   1: not in AS
              not rule   2: not in 198.51.100.0/25 203.0.113.0/24, not of AS64500
              not rule   3: excepted by 10.0.0.0/8 192.0.2.0/24
              rule       4 of 4, datacenters fra → iad
              bucket     10.0.0.0/24, key db0c56b9da5ebb75; it chooses anew in 9 s
              trickle    95 % main, 5 % trickle; this client is in part 1
              pool       web: 3 of 3 usable, 1 needed
            """
                .indent(0),
            """
              ttl        15 s: the bucket chooses anew in 9 s, raised to ttl.min
              scope      /24: the place needs /8, the bucket /24
            """
                .indent(0));
    assertThat(explain("198.51.200.0")).contains("  rule       3 of 4, datacenters in no order\n");
  }

  @Test
  void whatHealthAndARampLeave() throws IOException {
    world.fit("web/fra", 128, 64);
    assertThat(
            explainWhere("  ramp       62.5 % ready, 37.5 % ramping; this client is in part 1\n"))
        .contains("weight 12.5 (health 50 %, ramping up, 25 %), 11.1 %", "weight 100, 88.9 %");
  }

  @Test
  void whoHasNoRoom() throws IOException {
    Map<String, Integer> shares = new LinkedHashMap<>();
    shares.put("fra", 700);
    shares.put("iad", 300);
    world.spill("fra", shares);
    assertThat(explainWhere("  spill      70 % fra, 30 % iad; this client is in part 2\n"))
        .contains("→ iad ", "iad comes first");
  }
}
