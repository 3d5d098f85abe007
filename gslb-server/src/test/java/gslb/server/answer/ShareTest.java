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

  @TempDir Path folder;

  private World world(String selection, String persistence, String weights) throws IOException {
    int[] weight = Arrays.stream(weights.split("/")).mapToInt(Integer::parseInt).toArray();
    String members =
        IntStream.range(0, weight.length)
            .mapToObj(i ->
                "      - {name: m%d, datacenter: fra, addresses: [192.0.2.%d, \"2001:db8::%d\"], weight: %d}\n"
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
          www: {create: true, ttl: {min: 1s, max: 30s}, persistence: %s, rules: [{pools: [web]}]}
        """
            .formatted(persistence));
    return World.of(files, folder, PlaceTable.empty());
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
  })
  void sharesMatchWeights(String selection, String persistence, String weights) throws IOException {
    World world = world(selection, persistence, weights);
    Client client = new Client(world);
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < CLIENTS; i++) {
      counts.merge(client.ask("www.example.org", "A", i * 61).getFirst(), 1, Integer::sum);
    }
    int[] weight = Arrays.stream(weights.split("/")).mapToInt(Integer::parseInt).toArray();
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
    assertThat(chiSquare).as("chi-square of %s", counts).isLessThan(CHI_SQUARE[degrees - 1]);
  }

  @Test
  void losingOneOfTenMovesItsOwnClientsOnly() throws IOException {
    World world = world("weighted", "client_prefix", "1/1/1/1/1/1/1/1/1/1");
    Client client = new Client(world);
    String[] before = new String[CLIENTS];
    for (int i = 0; i < CLIENTS; i++) {
      before[i] = client.ask("www.example.org", "A", i * 61).getFirst();
    }
    world.turn("web/m3", false);
    int moved = 0;
    for (int i = 0; i < CLIENTS; i++) {
      String after = client.ask("www.example.org", "A", i * 61).getFirst();
      assertThat(after.equals(before[i]))
          .as("client %d of a survivor stays", i)
          .isEqualTo(!before[i].equals("m3"));
      moved += after.equals(before[i]) ? 0 : 1;
    }
    assertThat(moved / (double) CLIENTS).isBetween(0.095, 0.105);
  }

  @Test
  void familiesAndTransportsAgree() throws IOException {
    World world = world("weighted", "none", "50/30/20");
    world.turn("web/m1/AAAA", false);
    Client client = new Client(world);
    for (int i = 0; i < CLIENTS / 4; i++) {
      world.advance(Duration.ofMillis(700));
      List<String> a = client.ask("www.example.org", "A", i * 977);
      assertThat(client.ask("www.example.org", "A", i * 977, true)).as("over TCP").isEqualTo(a);
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
        .isLessThan(CHI_SQUARE[old.length - 2]);
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
