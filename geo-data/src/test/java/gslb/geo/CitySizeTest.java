package gslb.geo;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.zones.Countries;
import gslb.zones.Datacenter;
import gslb.zones.GeoMap;
import gslb.zones.PlaceCode;
import gslb.zones.Preference;
import gslb.zones.Prefix;
import gslb.zones.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand policies, no two of which tell clients apart alike, over a database of the size of
 * those that are sold: seconds, and less than a gibibyte together. The figures stand in {@code
 * bench/README.md}.
 */
@Tag("load")
class CitySizeTest {
  private static final int POLICIES = Integer.getInteger("gslb.policies", 10_000);
  private static final List<Datacenter> DATACENTERS =
      List.of(
          new Datacenter("fra", "eu", 50.11, 8.68, 0),
          new Datacenter("iad", "na", 38.95, -77.45, 0),
          new Datacenter("sin", "ap", 1.35, 103.99, 0),
          new Datacenter("gru", "sa", -23.43, -46.47, 0),
          new Datacenter("pdx", "na", 45.59, -122.6, 0));

  @Test
  void tenThousandPolicies() throws Exception {
    byte[] database = CityDatabase.bytes();
    Map<String, GeoMap> maps = new HashMap<>();
    List<List<Rule>> policies = policies(maps);
    long empty = used();
    long start = System.nanoTime();
    PlaceTable places = MmdbSource.read("city.mmdb", database);
    long opened = System.nanoTime();
    long table = used() - empty;
    long measured = System.nanoTime();
    int kinds = kinds(places, policies, maps);
    double atlasSeconds = (System.nanoTime() - measured) / 1e9; // once more, to be told apart
    measured = System.nanoTime();
    TopologyCompiler compiler = new TopologyCompiler(places, DATACENTERS, maps);
    compiler.prepare(policies);
    List<Routes> routes = new ArrayList<>();
    for (List<Rule> rules : policies) {
      routes.add(compiler.compile(rules));
    }
    long compiled = System.nanoTime();
    long bytes = used() - empty;
    double seconds = (opened - start + compiled - measured) / 1e9;
    System.out.printf(
        "file %d MiB, %d networks: open %.1f s, %d MiB; atlas of %d kinds %.1f s, %d MiB;"
            + " %d policies %.1f s; all %.1f s, %d MiB%n",
        database.length >> 20,
        places.databases().getFirst().networks(),
        (opened - start) / 1e9,
        table >> 20,
        kinds,
        atlasSeconds,
        compiler.sharedBytes() >> 20,
        POLICIES,
        (compiled - measured) / 1e9 - atlasSeconds,
        seconds,
        bytes >> 20);

    assertThat(places.databases().getFirst().networks()).isGreaterThan(3_000_000);
    assertThat(routes).doesNotHaveDuplicates().hasSize(POLICIES);
    assertThat(seconds).isLessThan(120); // 43 where nothing else runs, twice that where much does
    assertThat(bytes).isLessThan(1L << 30);
  }

  private static int kinds(PlaceTable places, List<List<Rule>> policies, Map<String, GeoMap> maps) {
    return KindAtlas.of(places, new Nearest(DATACENTERS), Distinctions.of(policies, maps))
        .kinds()
        .size();
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** Each has a map of its own over continents, countries and subdivisions, and networks. */
  private static List<List<Rule>> policies(Map<String, GeoMap> maps) {
    Random random = new Random(6);
    List<String> countries = List.copyOf(Countries.codes());
    List<List<Rule>> policies = new ArrayList<>();
    for (int i = 0; i < POLICIES; i++) {
      Map<PlaceCode, GeoMap.Order> geo = new HashMap<>();
      for (String continent : Countries.continents()) {
        geo.put(new PlaceCode(continent, null, null), order(random));
      }
      for (int listed = 10 + random.nextInt(30); listed > 0; listed--) {
        String country = countries.get(random.nextInt(countries.size()));
        String continent = String.valueOf(Countries.continentOf(country));
        String subdivision = random.nextInt(3) == 0 ? "S" + random.nextInt(40) : null;
        geo.put(new PlaceCode(continent, country, subdivision), order(random));
      }
      Map<Prefix, List<String>> nets = new HashMap<>();
      for (int listed = random.nextInt(10); listed > 0; listed--) {
        nets.put(
            Address.cut(random.nextInt(4) == 0, random.nextLong(), 0, 16 + random.nextInt(16)),
            listed(random));
      }
      String name = "map" + i;
      maps.put(name, new GeoMap(name, listed(random), geo, nets, Map.of(), 3));
      Rule.Condition when =
          new Rule.Condition(
              List.of(), List.of(Address.cut(false, random.nextLong(), 0, 24)), Set.of());
      List<Rule.Share> web = List.of(new Rule.Share(100, List.of("web")));
      policies.add(
          List.of(
              new Rule(when, web, Set.of(), new Preference.None()),
              new Rule(null, web, Set.of(), new Preference.ByMap(name))));
    }
    return policies;
  }

  private static GeoMap.Order order(Random random) {
    return random.nextInt(3) == 0
        ? new GeoMap.Order.Nearest()
        : new GeoMap.Order.Listed(listed(random));
  }

  private static List<String> listed(Random random) {
    List<String> names = new ArrayList<>();
    DATACENTERS.forEach(datacenter -> names.add(datacenter.name()));
    Collections.shuffle(names, random);
    return names;
  }
}
