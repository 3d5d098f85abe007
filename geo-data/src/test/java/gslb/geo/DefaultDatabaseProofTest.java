package gslb.geo;

import static org.assertj.core.api.Assertions.assertThat;

import com.maxmind.db.Reader;
import gslb.zones.Declarations;
import gslb.zones.DefinitionsFolder;
import gslb.zones.Overlay;
import gslb.zones.OverlayFile;
import gslb.zones.Policy;
import gslb.zones.Prefix;
import gslb.zones.Reading;
import gslb.zones.Rule;
import gslb.zones.problem.Problems;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every network of the default database under an overlay × every map and policy of the example:
 * what is compiled is what asking the library and going through rules and maps one by one says, at
 * every border and beside it, and for a million random addresses of each family. The scope of each
 * is one bit more than it shares with the nearest address that has another route: as long as is
 * needed, and as short as is true.
 */
@Tag("load")
class DefaultDatabaseProofTest {
  private static final int RANDOM_ADDRESSES = 1_000_000;
  private static final BigInteger END_OF_IPV4 = BigInteger.ONE.shiftLeft(32);
  private static final BigInteger END_OF_IPV6 = BigInteger.ONE.shiftLeft(128);
  private static final String OVERLAY =
      """
      193.0.0.0/16       NA-US-HI
      193.0.6.0/24       EU-NL 52.4,4.9 AS64500
      8.0.0.0/9          1.3,103.8
      8.8.8.0/24         AS64500
      2001:67c::/33      AS-SG
      2a00:1450::/32     AS64500
      ::/3               EU
      """;

  @TempDir Path folder;

  private final Map<String, Pair> pairs = new LinkedHashMap<>();
  private final List<String> differences = new ArrayList<>();
  private long routes;
  private long scopes;

  /** Compiled and naive, and the naive routes of all borders. */
  private static final class Pair {
    final Routes routes;
    final NaiveRoutes naive;
    final NavigableMap<BigInteger, Integer> v4 = new TreeMap<>();
    final NavigableMap<BigInteger, Integer> v6 = new TreeMap<>();

    Pair(Routes routes, NaiveRoutes naive) {
      this.routes = routes;
      this.naive = naive;
    }

    NavigableMap<BigInteger, Integer> runs(boolean ofV6) {
      return ofV6 ? v6 : v4;
    }
  }

  @Test
  void noDifference() throws Exception {
    byte[] database;
    try (var resource = PlaceTable.class.getResourceAsStream("default.mmdb")) {
      database = resource.readAllBytes();
    }
    Problems problems = new Problems();
    Overlay overlay =
        OverlayFile.read(Files.writeString(folder.resolve("overlay.txt"), OVERLAY), problems);
    assertThat(problems.sorted()).isEmpty();
    NaiveRoutes.Places places = new NaiveRoutes.Places(database, overlay.entries());
    pair(places, PlaceTable.bundled().under(List.of(overlay)));
    Collection<Prefix> networks = networks(database, overlay);
    for (boolean v6 : new boolean[] {false, true}) {
      TreeSet<BigInteger> starts = starts(networks, v6);
      runs(places, starts, v6);
      for (BigInteger start : starts) {
        BigInteger end = v6 ? END_OF_IPV6 : END_OF_IPV4;
        compare(places, address(v6, start));
        compare(places, address(v6, start.subtract(BigInteger.ONE).mod(end)));
        compare(places, address(v6, start.add(BigInteger.ONE).mod(end)));
      }
      Random random = new Random(v6 ? 6 : 4);
      for (int i = 0; i < RANDOM_ADDRESSES; i++) {
        long high =
            i % 2 == 0 ? random.nextLong() >>> 3 | 0x2000_0000_0000_0000L : random.nextLong();
        compare(
            places,
            v6
                ? new Address(true, high, random.nextLong())
                : new Address(false, (long) random.nextInt() << 32, 0));
      }
    }
    System.out.printf(
        "%d rule sets: %d routes and %d scopes compared%n", pairs.size(), routes, scopes);

    assertThat(differences).isEmpty();
    assertThat(routes).isGreaterThan(3_000_000L * pairs.size());
  }

  /** Every policy of the example, and every map alone. */
  private void pair(NaiveRoutes.Places places, PlaceTable table) {
    Path example = Path.of(System.getProperty("gslb.root"), "zones", "example");
    Declarations declarations = ((Reading.Accepted) DefinitionsFolder.read(example)).declarations();
    Map<String, List<Rule>> all = new LinkedHashMap<>();
    for (Policy policy : declarations.policies()) {
      all.put(policy.owner(), policy.rules());
    }
    for (String map : declarations.maps().keySet()) {
      all.put("map " + map, List.of(Text.rule("* | map " + map)));
    }
    all.put(
        "own",
        List.of(
            Text.rule("AS64500 AF | sin"), Text.rule("EU-NL | none"), Text.rule("* | nearest")));
    TopologyCompiler compiler =
        new TopologyCompiler(table, declarations.datacenters().values(), declarations.maps());
    compiler.prepare(all.values());
    all.forEach((name, rules) ->
        pairs.put(
            name,
            new Pair(
                compiler.compile(rules),
                new NaiveRoutes(
                    places,
                    declarations.maps(),
                    List.copyOf(declarations.datacenters().values()),
                    rules))));
  }

  /** All that a route can change at, the database's by the library's own walk. */
  private Collection<Prefix> networks(byte[] database, Overlay overlay) throws Exception {
    List<Prefix> networks = new ArrayList<>();
    try (Reader reader = new Reader(new ByteArrayInputStream(database))) {
      var records = reader.networks(Map.class);
      while (records.hasNext()) {
        var network = records.next().network();
        networks.add(Prefix.of(network.networkAddress(), network.prefixLength()));
      }
    }
    assertThat(networks).hasSizeGreaterThan(400_000);
    overlay.entries().forEach(entry -> networks.add(entry.network()));
    pairs.values().forEach(pair -> networks.addAll(pair.naive.declared()));
    for (EmbeddedIpv4 form : EmbeddedIpv4.values()) {
      networks.add(new Prefix(true, form.high, form.low, form.length));
    }
    networks.add(Text.prefix("::/96")); // the database's IPv4
    return networks;
  }

  private static TreeSet<BigInteger> starts(Collection<Prefix> networks, boolean v6) {
    TreeSet<BigInteger> starts = new TreeSet<>(List.of(BigInteger.ZERO));
    for (Prefix network : networks) {
      if (network.v6() == v6) {
        BigInteger start = number(new Address(v6, network.high(), network.low()));
        starts.add(start);
        starts.add(start.add(BigInteger.ONE.shiftLeft((v6 ? 128 : 32) - network.length())));
      }
    }
    starts.remove(v6 ? END_OF_IPV6 : END_OF_IPV4);
    return starts;
  }

  /** From border to border all addresses have one route; equal neighbours are one run. */
  private void runs(NaiveRoutes.Places places, TreeSet<BigInteger> starts, boolean v6)
      throws IOException {
    for (BigInteger start : starts) {
      Address address = address(v6, start);
      boolean embedded = !NaiveRoutes.asIpv4(address).equals(address);
      NaiveRoutes.Client client = places.client(address);
      for (Pair pair : pairs.values()) {
        Integer ofIpv4 = pair.v4.size() == 1 ? pair.v4.firstEntry().getValue() : -1;
        Integer route =
            embedded
                ? ofIpv4
                : Integer.valueOf(pair.routes.routes().indexOf(pair.naive.known(client)));
        Map.Entry<BigInteger, Integer> before = pair.runs(v6).lowerEntry(start);
        if (before == null || !before.getValue().equals(route)) {
          pair.runs(v6).put(start, route);
        }
      }
    }
  }

  private void compare(NaiveRoutes.Places places, Address asked) throws IOException {
    Address ipv4 = NaiveRoutes.asIpv4(asked);
    NaiveRoutes.Client client = places.client(ipv4);
    pairs.forEach((name, pair) -> {
      int located = pair.routes.topology().locate(asked.v6(), asked.high(), asked.low());
      Route found = pair.routes.routes().get(Topology.route(located));
      Route naive = pair.naive.known(client);
      routes++;
      if (!found.equals(naive)) {
        differ(name + " " + asked.inet() + ": " + found + " / " + naive);
      }
      int scope = scope(pair, asked, ipv4);
      scopes++;
      if (Topology.scope(located) != scope) {
        differ(name + " " + asked.inet() + ": " + Topology.scope(located) + " / " + scope);
      }
    });
  }

  private void differ(String difference) {
    if (differences.size() < 20) {
      differences.add(difference);
    }
  }

  private static int scope(Pair pair, Address asked, Address ipv4) {
    int scope = scope(pair, ipv4);
    if (asked.equals(ipv4)) {
      return scope;
    }
    if (scope == 0) {
      return scope(pair, asked);
    }
    return scope + (asked.high() >>> 48 == 0x2002 ? 16 : 96);
  }

  private static int scope(Pair pair, Address address) {
    int bits = address.v6() ? 128 : 32;
    BigInteger number = number(address);
    NavigableMap<BigInteger, Integer> runs = pair.runs(address.v6());
    BigInteger start = runs.floorKey(number);
    BigInteger next = runs.higherKey(number);
    int scope = 0;
    if (start.signum() != 0) {
      BigInteger before = start.subtract(BigInteger.ONE);
      scope = 1 + bits - number.xor(before).bitLength();
    }
    return next == null ? scope : Math.max(scope, 1 + bits - number.xor(next).bitLength());
  }

  private static BigInteger number(Address address) {
    return address.v6()
        ? new BigInteger(Long.toUnsignedString(address.high()))
            .shiftLeft(64)
            .or(new BigInteger(Long.toUnsignedString(address.low())))
        : BigInteger.valueOf(address.high() >>> 32);
  }

  private static Address address(boolean v6, BigInteger number) {
    return v6
        ? new Address(true, number.shiftRight(64).longValue(), number.longValue())
        : new Address(false, number.longValue() << 32, 0);
  }
}
