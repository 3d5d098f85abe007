package gslb.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.geo.PlaceTable;
import gslb.server.scenario.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Shares over 200 000 client prefixes (S-14, S-15). Chi-square at p = 0.001: a true distribution
 * fails once in a thousand choices of prefixes, and these are always the same.
 */
class ShareTest {
  private static final int CLIENTS = 200_000;

  /** Upper 0.1 % point of chi-square by degrees of freedom, from 1. */
  private static final double[] CHI_SQUARE = {
    10.83, 13.82, 16.27, 18.47, 20.52, 22.46, 24.32, 26.12, 27.88
  };

  /** The same for more degrees of freedom (Wilson and Hilferty). */
  private static double chiSquare(int degrees) {
    if (degrees <= CHI_SQUARE.length) {
      return CHI_SQUARE[degrees - 1];
    }
    double spread = 2 / (9.0 * degrees);
    return degrees * Math.pow(1 - spread + 3.09 * Math.sqrt(spread), 3);
  }

  @TempDir Path folder;

  private World world(String selection, String persistence, String weights) throws IOException {
    int[] weight = weights(weights);
    String members =
        IntStream.range(0, weight.length)
            .mapToObj(i ->
                "      - {name: m%d, datacenter: fra, addresses: [192.0.2.%d, \"2001:db8::%d\"], weight: %d, records: {HTTPS: 1 . alpn=h2}}\n"
                    .formatted(i, i + 1, i + 1, weight[i]))
            .collect(Collectors.joining());
    Map<String, String> files = new HashMap<>(AnswerPathZone.FILES);
    files.put(
        "pools/pools.yaml",
        "schema: 1\npools:\n  web:\n    monitor: check\n    selection: %s\n    members:\n%s"
            .formatted(selection, members));
    files.put(
        "policies/example.org.yaml",
        """
        schema: 1
        zone: example.org
        policies:
          www:
            create: true
            types: [A, AAAA, HTTPS]
            ttl: {min: 1s, max: 30s}
            persistence: %s
            rules: [{pools: [web]}]
        """
            .formatted(persistence));
    return World.of(files, folder, PlaceTable.empty());
  }

  /** CROWD: so many and so different that they draw tickets. */
  private static int[] weights(String text) {
    return text.equals("CROWD")
        ? IntStream.range(0, 60).map(i -> 20 + i * i).toArray()
        : Arrays.stream(text.split("/")).mapToInt(Integer::parseInt).toArray();
  }

  @ParameterizedTest
  @CsvSource({
    "weighted,    none,          1/1",
    "weighted,    none,          50/30/20",
    "weighted,    client_prefix, 50/30/20",
    "weighted,    none,          1/10/100/1000",
    "hash,        none,          5/5/5/5/5/5/5/5/5/5",
    "weighted,    none,          0/7/3",
    "round_robin, none,          1/1/1",
    "weighted,    none,          CROWD",
    "weighted,    client_prefix, CROWD",
    "hash,        none,          CROWD",
  })
  void sharesMatchWeights(String selection, String persistence, String weights) throws IOException {
    World world = world(selection, persistence, weights);
    Client client = new Client(world);
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < CLIENTS; i++) {
      counts.merge(client.ask("www.example.org", "A", i * 61).getFirst(), 1, Integer::sum);
    }
    int[] weight = weights(weights);
    double sum = Arrays.stream(weight).sum();
    double chiSquare = 0;
    int degrees = -1;
    for (int i = 0; i < weight.length; i++) {
      double expected = CLIENTS * weight[i] / sum;
      int seen = counts.getOrDefault("m" + i, 0);
      if (weight[i] == 0) {
        assertThat(seen).as("weight 0 while others are usable").isZero();
      } else {
        chiSquare += (seen - expected) * (seen - expected) / expected;
        degrees++;
      }
    }
    assertThat(chiSquare).as("chi-square of %s", counts).isLessThan(chiSquare(degrees));
  }

  @ParameterizedTest
  @CsvSource({
    "1/1/1/1/1/1/1/1/1/1, m3, 0.095, 0.105",
    "CROWD, m59, 0.045, 0.055", // its weight is 3501 of 71410
  })
  void losingOneMovesItsOwnClientsOnly(String weights, String lost, double least, double most)
      throws IOException {
    World world = world("weighted", "client_prefix", weights);
    Client client = new Client(world);
    String[] before = new String[CLIENTS];
    for (int i = 0; i < CLIENTS; i++) {
      before[i] = client.ask("www.example.org", "A", i * 61).getFirst();
    }
    world.turn("web/" + lost, false);
    int moved = 0;
    for (int i = 0; i < CLIENTS; i++) {
      String after = client.ask("www.example.org", "A", i * 61).getFirst();
      assertThat(after.equals(before[i]))
          .as("client %d of a survivor stays", i)
          .isEqualTo(!before[i].equals(lost));
      moved += after.equals(before[i]) ? 0 : 1;
    }
    assertThat(moved / (double) CLIENTS).isBetween(least, most);
  }

  @ParameterizedTest
  @CsvSource({"50/30/20", "CROWD"})
  void familiesAndTransportsAgree(String weights) throws IOException {
    World world = world("weighted", "none", weights);
    world.turn("web/m1/AAAA", false);
    Client client = new Client(world);
    for (int i = 0; i < CLIENTS / 4; i++) {
      world.advance(Duration.ofMillis(700));
      List<String> a = client.ask("www.example.org", "A", i * 977);
      assertThat(client.ask("www.example.org", "A", i * 977, true)).as("over TCP").isEqualTo(a);
      assertThat(client.ask("www.example.org", "HTTPS", i * 977)).as("whose hints").isEqualTo(a);
      if (!a.equals(List.of("m1"))) {
        assertThat(client.ask("www.example.org", "AAAA", i * 977)).as("AAAA").isEqualTo(a);
      }
    }
  }

  @Test
  void withoutPersistenceAClientMovesOnWithTheTimeSlot() throws IOException {
    World world = world("weighted", "none", "1/1/1/1");
    Client client = new Client(world);
    Map<String, Integer> counts = new HashMap<>();
    for (int slot = 0; slot < 4000; slot++) {
      counts.merge(client.ask("www.example.org", "A", 7).getFirst(), 1, Integer::sum);
      world.advance(Duration.ofSeconds(30));
    }
    assertThat(counts.values()).hasSize(4).allMatch(count -> count > 850 && count < 1150);
  }

  @Test
  void withPersistenceItStays() throws IOException {
    World world = world("weighted", "client_prefix", "1/1/1/1");
    Client client = new Client(world);
    String first = client.ask("www.example.org", "A", 7).getFirst();
    for (int slot = 0; slot < 1000; slot++) {
      world.advance(Duration.ofSeconds(31));
      assertThat(client.ask("www.example.org", "A", 7)).containsExactly(first);
    }
  }

  @ParameterizedTest
  @CsvSource({"5/95, 10/90", "10/30/60, 40/20/40", "30/30/40, 65/15/20"})
  void aShareThatGrowsAtTheCostOfAllOthersMovesNobodyElse(String before, String after)
      throws IOException {
    int[] old = percents(before);
    int[] grown = percents(after);
    Client client = new Client(splitWorld(old));
    Client later = new Client(splitWorld(grown));
    int[] counts = new int[old.length];
    for (int i = 0; i < CLIENTS; i++) {
      int from = share(client, i);
      int to = share(later, i);
      counts[from]++;
      if (from != to) {
        assertThat(grown[to]).as("client %d went %d → %d", i, from, to).isGreaterThan(old[to]);
      }
    }
    double chiSquare = 0;
    for (int i = 0; i < old.length; i++) {
      double expected = CLIENTS * old[i] / 100.0;
      chiSquare += (counts[i] - expected) * (counts[i] - expected) / expected;
    }
    assertThat(chiSquare)
        .as("chi-square of %s", Arrays.toString(counts))
        .isLessThan(chiSquare(old.length - 1));
  }

  /** Weighted without replacement: the first of three, then the second among the two left. */
  @Test
  void severalAnswersAreDrawnOneAfterAnother() throws IOException {
    double[] weight = {50, 30, 20};
    Map<List<String>, Double> expected = new HashMap<>();
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        if (i != j) {
          List<String> pair = List.of("m" + Math.min(i, j), "m" + Math.max(i, j));
          double share = weight[i] / 100 * weight[j] / (100 - weight[i]);
          expected.merge(pair, share * CLIENTS, Double::sum);
        }
      }
    }
    Client client = new Client(world("weighted\n    max_answers: 2", "none", "50/30/20"));
    Map<List<String>, Integer> counts = new HashMap<>();
    for (int i = 0; i < CLIENTS; i++) {
      List<String> pair = client.ask("www.example.org", "A", i * 61).stream().sorted().toList();
      counts.merge(pair, 1, Integer::sum);
    }
    assertThat(counts.keySet()).isEqualTo(expected.keySet());
    double chiSquare = 0;
    for (Map.Entry<List<String>, Double> each : expected.entrySet()) {
      double off = counts.get(each.getKey()) - each.getValue();
      chiSquare += off * off / each.getValue();
    }
    assertThat(chiSquare).as("chi-square of %s", counts).isLessThan(chiSquare(2));
  }

  /**
   * Of many too: each of 50 equals is in a twenty-fifth of the answers, and nobody is in one twice.
   */
  @Test
  void severalAnswersOfManyAreEven() throws IOException {
    String even = "1" + "/1".repeat(49);
    Client client = new Client(world("hash\n    max_answers: 2", "none", even));
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < CLIENTS; i++) {
      List<String> pair = client.ask("www.example.org", "A", i * 61);
      assertThat(pair).hasSize(2).doesNotHaveDuplicates();
      pair.forEach(member -> counts.merge(member, 1, Integer::sum));
    }
    double expected = CLIENTS * 2 / 50.0;
    double chiSquare =
        counts.values().stream()
            .mapToDouble(count -> (count - expected) * (count - expected) / expected)
            .sum();
    assertThat(chiSquare).as("chi-square of %s", counts).isLessThan(chiSquare(49));
  }

  @Test
  void aTrickleIsItsShareAndGrowsMonotonically() throws IOException {
    Client client = new Client(trickleWorld(1));
    Client later = new Client(trickleWorld(5));
    int backup = 0;
    int more = 0;
    for (int i = 0; i < CLIENTS; i++) {
      boolean before = share(client, i) == 1;
      boolean after = share(later, i) == 1;
      assertThat(after || !before).as("client %d stays with the backup", i).isTrue();
      backup += before ? 1 : 0;
      more += after ? 1 : 0;
    }
    assertThat(chiSquare(backup, 0.01)).as("%d at 1 %%", backup).isLessThan(chiSquare(1));
    assertThat(chiSquare(more, 0.05)).as("%d at 5 %%", more).isLessThan(chiSquare(1));
  }

  private static double chiSquare(int count, double share) {
    double off = count - CLIENTS * share;
    return off * off / (CLIENTS * share) + off * off / (CLIENTS * (1 - share));
  }

  @Test
  void aTrickleNeedsABackupThatIsUp() throws IOException {
    World world = trickleWorld(50);
    Client client = new Client(world);
    world.turn("p1/m1", false);
    for (int i = 0; i < 1000; i++) {
      assertThat(share(client, i)).isZero();
    }
    world.turn("p1/m1", true);
    world.turn("p0/m0", false);
    for (int i = 0; i < 1000; i++) {
      assertThat(share(client, i)).isEqualTo(1);
    }
  }

  private World trickleWorld(int percent) throws IOException {
    Map<String, String> files = new HashMap<>(AnswerPathZone.FILES);
    files.put(
        "pools/pools.yaml",
        """
        schema: 1
        pools:
          p0: {monitor: check, members: [{name: m0, datacenter: fra, addresses: [192.0.2.1]}]}
          p1: {monitor: check, members: [{name: m1, datacenter: fra, addresses: [192.0.2.2]}]}
        """);
    files.put(
        "policies/example.org.yaml",
        """
        schema: 1
        zone: example.org
        policies:
          www: {create: true, types: [A], rules: [{pools: [p0, p1], trickle: %d%%}]}
        """
            .formatted(percent));
    return World.of(files, Files.createTempDirectory(folder, "trickle"), PlaceTable.empty());
  }

  private static int[] percents(String text) {
    return Arrays.stream(text.split("/")).mapToInt(Integer::parseInt).toArray();
  }

  private static int share(Client client, int i) throws IOException {
    String member = client.ask("www.example.org", "A", i * 61).getFirst();
    return Integer.parseInt(member.substring(1));
  }

  private World splitWorld(int[] percents) throws IOException {
    StringBuilder pools = new StringBuilder("schema: 1\npools:\n");
    StringBuilder shares = new StringBuilder();
    for (int i = 0; i < percents.length; i++) {
      pools.append(
          "  p%d: {monitor: check, members: [{name: m%d, datacenter: fra, addresses: [192.0.2.%d]}]}\n"
              .formatted(i, i, i + 1));
      shares.append("%s{percent: %d, pools: [p%d]}".formatted(i == 0 ? "" : ", ", percents[i], i));
    }
    Map<String, String> files = new HashMap<>(AnswerPathZone.FILES);
    files.put("pools/pools.yaml", pools.toString());
    files.put(
        "policies/example.org.yaml",
        """
        schema: 1
        zone: example.org
        policies:
          www: {create: true, types: [A], rules: [{split: [%s]}]}
        """
            .formatted(shares));
    return World.of(files, Files.createTempDirectory(folder, "split"), PlaceTable.empty());
  }
}
