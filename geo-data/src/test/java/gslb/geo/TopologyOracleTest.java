package gslb.geo;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.zones.GeoMap;
import gslb.zones.Prefix;
import gslb.zones.Rule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the compiled topology says is what going through rules, maps and database one by one says:
 * for random addresses, at every border and one address beside it, and for scopes (S-4, S-5).
 */
class TopologyOracleTest {

  private static final String WORLD =
      """
      default -> fra iad sin
      EU -> fra
      EU-DE-BY -> sin fra
      NA -> iad fra
      NA-US-CA -> nearest
      AS -> nearest
      AF-NA -> sin
      AS64500 -> sin iad
      limit -> 2
      """;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void randomDatabaseRulesAndMaps(long seed) throws Exception {
    Random random = new Random(seed);
    List<Prefix> networks = TestDatabase.randomNets(random, 150);
    List<Prefix> declared = TestDatabase.randomNets(random, 30);
    byte[] database = TestDatabase.randomCity(random, networks);
    GeoMap map = withNets(Text.map("world", WORLD), declared.subList(10, 30), random);
    List<Rule> rules = rules(random, declared);

    Compared compared = new Compared(database, map, rules);
    List<Address> borders = new ArrayList<>();
    for (Prefix net : networks) {
      borders.addAll(Address.borders(net));
    }
    for (Prefix net : declared) {
      borders.addAll(Address.borders(net));
    }
    for (Address border : List.copyOf(borders)) {
      borders.addAll(border.v6() ? List.of() : border.embedded());
    }
    for (EmbeddedIpv4 form : EmbeddedIpv4.values()) {
      borders.addAll(Address.borders(new Prefix(true, form.high, form.low, form.length)));
    }
    borders.add(new Address(true, 0, 0));
    borders.add(new Address(false, 0, 0));
    for (Address border : borders) {
      compared.route(border);
      compared.scope(border, borders);
    }
    for (int i = 0; i < 100_000; i++) {
      compared.route(new Address(false, (long) random.nextInt() << 32, 0));
      compared.route(new Address(true, random.nextLong(), random.nextLong()));
    }
  }

  @Test
  void bundledDatabase() throws Exception {
    byte[] database;
    try (var resource = PlaceTable.class.getResourceAsStream("default.mmdb")) {
      database = resource.readAllBytes();
    }
    List<Rule> rules =
        List.of(
            Text.rule("193.0.6.0/24 2001:67c::/32 | none"),
            Text.rule("AS-SG EU-NO | nearest | fra"),
            Text.rule("* | map world"));
    Compared compared = new Compared(database, Text.map("world", WORLD), rules);
    Random random = new Random(9);
    for (int i = 0; i < 100_000; i++) {
      compared.route(new Address(false, (long) random.nextInt() << 32, 0));
      compared.route(
          new Address(true, 0x2000_0000_0000_0000L | random.nextLong() >>> 3, random.nextLong()));
    }
    for (boolean v6 : new boolean[] {false, true}) {
      Partition networks = PlaceTable.bundled().partition(v6);
      for (int run = 1; run < networks.runs(); run += 7) {
        long high = networks.high(run);
        compared.route(new Address(v6, high, networks.low(run)));
        compared.route(new Address(v6, v6 ? high - 1 : high - (1L << 32), v6 ? -1 : 0));
      }
    }
  }

  private static List<Rule> rules(Random random, List<Prefix> nets) {
    List<String> conditions =
        List.of(
            "EU-DE",
            "NA AS-SG",
            "AS64501",
            "" + nets.get(0) + " " + nets.get(1),
            "" + nets.get(5),
            "EU " + nets.get(2) + " " + nets.get(3),
            "EU NA AS64500 AS64501",
            "EU !EU-DE !" + nets.get(4),
            "!AS64502 !NA",
            nets.get(6) + " !" + nets.get(7) + " !EU");
    List<String> preferences = List.of("none", "nearest", "map world", "sin iad", "map world");
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < random.nextInt(6); i++) {
      rules.add(
          Text.rule(
              conditions.get(random.nextInt(conditions.size()))
                  + " | "
                  + preferences.get(random.nextInt(preferences.size()))
                  + (random.nextBoolean() ? " | iad" : "")));
    }
    rules.add(Text.rule("* | map world" + (random.nextBoolean() ? " | sin" : "")));
    return rules;
  }

  private static GeoMap withNets(GeoMap map, List<Prefix> nets, Random random) {
    Map<Prefix, List<String>> orders = new HashMap<>();
    for (Prefix net : nets) {
      orders.put(net, random.nextBoolean() ? List.of("iad") : List.of("sin", "fra"));
    }
    return new GeoMap(
        map.name(), map.fallback(), map.geo(), orders, map.asns(), map.nearestLimit());
  }

  /** Compiled and naive, side by side. */
  private static final class Compared {
    private final Routes routes;
    private final NaiveRoutes naive;

    Compared(byte[] database, GeoMap map, List<Rule> rules) throws Exception {
      Map<String, GeoMap> maps = Map.of(map.name(), map);
      PlaceTable places = MmdbSource.read("test.mmdb", database);
      routes = new TopologyCompiler(places, Text.DATACENTERS, maps).compile(rules);
      naive = new NaiveRoutes(database, maps, rules);
    }

    void route(Address address) throws IOException {
      Route found = routes.routes().get(Topology.route(locate(address)));
      if (!found.equals(naive.route(address))) {
        assertThat(found).as("route of %s", address.inet()).isEqualTo(naive.route(address));
      }
    }

    private int locate(Address address) {
      return routes.topology().locate(address.v6(), address.high(), address.low());
    }

    /** All of the scope has the route, and of the block twice its size not all: short and true. */
    void scope(Address address, List<Address> borders) {
      int located = locate(address);
      int scope = Topology.scope(located);
      assertThat(scope).isBetween(0, address.v6() ? 128 : 32);
      assertThat(uniform(address, scope, Topology.route(located), borders))
          .as("scope %d of %s is true", scope, address)
          .isTrue();
      assertThat(scope > 0 && uniform(address, scope - 1, Topology.route(located), borders))
          .as("scope %d of %s is as short as can be", scope, address)
          .isFalse();
    }

    /** Its IPv4 address stands at the end: what lies between the prefix and it is anything. */
    private static boolean isTeredo(Address address) {
      return address.v6() && address.high() >>> 32 == 0x2001_0000;
    }

    /** Routes only change at borders, so asking there is asking everywhere. */
    private boolean uniform(Address address, int length, int route, List<Address> borders) {
      Prefix block = Address.cut(address.v6(), address.high(), address.low(), length);
      for (Address border : borders) {
        Address asked = isTeredo(border) && isTeredo(address) ? border.behind(address) : border;
        if (asked.in(block) && Topology.route(locate(asked)) != route) {
          return false;
        }
      }
      return true;
    }
  }
}
