package gslb.geo;

import gslb.zones.Datacenter;
import gslb.zones.GeoMap;
import gslb.zones.PlaceCode;
import gslb.zones.Preference;
import gslb.zones.Rule;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Prints how long opening and compiling take from a cold start, and one locate when warm, over the
 * bundled database. Not a test: figures of a machine, for {@code docs/ref-geo.md}.
 */
final class LocateTiming {
  private static final int ADDRESSES = 1 << 16;

  private LocateTiming() {}

  /** No arguments. */
  public static void main(String[] args) {
    long start = System.nanoTime();
    PlaceTable places = PlaceTable.bundled();
    long opened = System.nanoTime();
    TopologyCompiler compiler =
        new TopologyCompiler(
            places,
            List.of(
                new Datacenter("fra", "eu", 50.11, 8.68, 0),
                new Datacenter("iad", "na", 38.95, -77.45, 0),
                new Datacenter("sin", "ap", 1.35, 103.99, 0)),
            Map.of(
                "world",
                new GeoMap(
                    "world",
                    List.of("fra", "iad", "sin"),
                    Map.of(
                        new PlaceCode("NA", null, null),
                        new GeoMap.Order.Listed(List.of("iad", "fra")),
                        new PlaceCode("AS", null, null),
                        new GeoMap.Order.Nearest()),
                    Map.of(),
                    Map.of(),
                    3)));
    Topology byMap = compile(compiler, new Preference.ByMap("world"));
    long compiled = System.nanoTime();
    Topology nearest = compile(compiler, new Preference.Nearest());
    System.out.printf(
        "open %.0f ms, compile map %.0f ms, nearest %.0f ms%n",
        (opened - start) / 1e6, (compiled - opened) / 1e6, (System.nanoTime() - compiled) / 1e6);
    System.out.println(
        places.databases()
            + " distinct "
            + places.partition(false).runs()
            + " + "
            + places.partition(true).runs()
            + " runs");
    time("map", places, compiler, byMap);
    time("nearest", places, compiler, nearest);
  }

  private static Topology compile(TopologyCompiler compiler, Preference preference) {
    return compiler
        .compile(
            List.of(
                new Rule(null, List.of(new Rule.Share(100, List.of("web"))), Set.of(), preference)))
        .topology();
  }

  private static void time(
      String name, PlaceTable places, TopologyCompiler compiler, Topology topology) {
    System.out.printf("%s: %d routes, %d KiB%n", name, topology.routes(), compiler.sharedBytes() >> 10);
    for (boolean v6 : new boolean[] {false, true}) {
      Random random = new Random(1);
      Partition known = places.partition(v6);
      long[] high = new long[ADDRESSES];
      long[] low = new long[ADDRESSES];
      for (int i = 0; i < ADDRESSES; i++) {
        // Half anywhere, half near a border of the database, where look-ups go deep.
        int run = random.nextInt(known.runs());
        high[i] = i % 2 == 0 ? random.nextLong() : known.high(run);
        low[i] = i % 2 == 0 ? random.nextLong() : known.low(run);
      }
      double best = Double.MAX_VALUE;
      long sum = 0;
      for (int round = 0; round < 40; round++) {
        long start = System.nanoTime();
        for (int i = 0; i < ADDRESSES; i++) {
          sum += topology.locate(v6, high[i], low[i]);
        }
        best = Math.min(best, (System.nanoTime() - start) / (double) ADDRESSES);
      }
      System.out.printf("  %s %.1f ns a locate (%d)%n", v6 ? "IPv6" : "IPv4", best, sum & 1);
    }
  }
}
