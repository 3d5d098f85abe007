package gslb.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.geo.PlaceTable;
import gslb.server.scenario.World;
import gslb.server.steer.Choice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that are led elsewhere: while a member ramps up, and where a datacenter has no room.
 * Their shares over 200 000 client prefixes, and that a prefix moves once (S-14, S-15, S-21).
 */
class DivisionTest {
  private static final int CLIENTS = 200_000;

  /** Upper 0.1 % point of chi-square by degrees of freedom, from 1. */
  private static final double[] CHI_SQUARE = {10.83, 13.82, 16.27};

  private static final String NAME = "www.example.org";

  @TempDir Path folder;
  private World world;
  private Client client;

  @BeforeEach
  void definitions() throws IOException {
    Map<String, String> files = new HashMap<>(AnswerPathZone.FILES);
    files.put(
        "pools/pools.yaml",
        """
        schema: 1
        pools:
          web:
            monitor: check
            members:
              - {name: fra, datacenter: fra, addresses: [192.0.2.1, "2001:db8::1"]}
              - {name: iad, datacenter: iad, addresses: [192.0.2.2, "2001:db8::2"]}
              - {name: sin, datacenter: sin, addresses: [192.0.2.3, "2001:db8::3"]}
          backup:
            monitor: check
            members: [{name: old, datacenter: fra, addresses: [192.0.2.9]}]
        """);
    files.put(
        "policies/example.org.yaml",
        """
        schema: 1
        zone: example.org
        policies:
          www: {create: true, rules: [{pools: [web], prefer: {datacenters: [fra, iad, sin]}}]}
          flat: {create: true, persistence: client_prefix, rules: [{pools: [web]}]}
          pools: {create: true, types: [A], rules: [{pools: [backup, web], prefer: {datacenters: [sin]}}]}
        """);
    world = World.of(files, folder, PlaceTable.empty());
    client = new Client(world);
  }

  private String[] all(String name, String type) throws IOException {
    String[] members = new String[CLIENTS];
    for (int i = 0; i < CLIENTS; i++) {
      members[i] = client.ask(name, type, i * 61).getFirst();
    }
    return members;
  }

  private static void assertShares(String[] members, Map<String, Double> shares) {
    Map<String, Integer> counts = new HashMap<>();
    Arrays.stream(members).forEach(member -> counts.merge(member, 1, Integer::sum));
    double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
    assertThat(shares.keySet()).containsAll(counts.keySet());
    double chiSquare = 0;
    for (Map.Entry<String, Double> share : shares.entrySet()) {
      double expected = CLIENTS * share.getValue() / sum;
      double off = counts.getOrDefault(share.getKey(), 0) - expected;
      chiSquare += off * off / expected;
    }
    assertThat(chiSquare)
        .as("chi-square of %s for %s", counts, shares)
        .isLessThan(CHI_SQUARE[shares.size() - 2]);
  }

  /** Whoever changed went to this member. */
  private static void assertMovedOnlyTo(String member, String[] before, String[] after) {
    for (int i = 0; i < CLIENTS; i++) {
      assertThat(after[i].equals(before[i]) || after[i].equals(member))
          .as("client %d went from %s to %s", i, before[i], after[i])
          .isTrue();
    }
  }

  @Test
  void aDatacenterThatComesBackTakesAGrowingSetOfClients() throws IOException {
    world.turn("web/fra", false);
    String[] before = all(NAME, "A");
    assertThat(before).containsOnly("iad");
    world.turn("web/fra", true);
    for (int ramp = 16; ramp < Choice.ONE; ramp += 80) {
      world.fit("web/fra", Choice.ONE, ramp);
      String[] after = all(NAME, "A");
      assertShares(after, Map.of("fra", (double) ramp, "iad", (double) Choice.ONE - ramp));
      assertMovedOnlyTo("fra", before, after);
      before = after;
    }
    world.fit("web/fra", Choice.ONE, Choice.ONE);
    assertThat(all(NAME, "A")).containsOnly("fra");
  }

  @Test
  void drainingIsTheSameTheOtherWay() throws IOException {
    String[] before = all(NAME, "A");
    for (int ramp = 240; ramp > 0; ramp -= 112) {
      world.fit("web/fra", Choice.ONE, ramp);
      String[] after = all(NAME, "A");
      assertShares(after, Map.of("fra", (double) ramp, "iad", (double) Choice.ONE - ramp));
      assertMovedOnlyTo("iad", before, after);
      before = after;
    }
  }

  @Test
  void amongEqualsAMemberThatRampsUpTakesFromAllOthers() throws IOException {
    world.turn("web/fra", false);
    String[] before = all("flat.example.org", "A");
    world.turn("web/fra", true);
    for (int ramp : new int[] {16, 128, Choice.ONE}) {
      world.fit("web/fra", Choice.ONE, ramp);
      String[] after = all("flat.example.org", "A");
      assertShares(after, Map.of("fra", ramp / 256.0, "iad", 1.0, "sin", 1.0));
      assertMovedOnlyTo("fra", before, after);
      before = after;
    }
  }

  @Test
  void aPoolThatComesBackTakesAGrowingSetFromTheNext() throws IOException {
    world.fit("backup/old", Choice.ONE, 64);
    assertShares(all("pools.example.org", "A"), Map.of("old", 1.0, "sin", 3.0));
  }

  @Test
  void healthScalesWeightsAndMovesNoOtherClients() throws IOException {
    String[] before = all("flat.example.org", "A");
    world.fit("web/sin", 128, Choice.ONE);
    String[] after = all("flat.example.org", "A");
    assertShares(after, Map.of("fra", 1.0, "iad", 1.0, "sin", 0.5));
    for (int i = 0; i < CLIENTS; i++) {
      assertThat(after[i].equals(before[i]) || before[i].equals("sin")).isTrue();
    }
  }

  @Test
  void theSurplusOfADatacenterGoesToOthersByTheirShare() throws IOException {
    String[] before = all(NAME, "A");
    assertThat(before).containsOnly("fra");
    world.spill("fra", shares(700, 200, 100));
    String[] after = all(NAME, "A");
    assertShares(after, Map.of("fra", 7.0, "iad", 2.0, "sin", 1.0));
    String[] six = all(NAME, "AAAA");
    assertThat(six).as("families agree").isEqualTo(after);

    world.spill("fra", shares(800, 134, 67)); // some come back, nobody goes about
    String[] later = all(NAME, "A");
    assertMovedOnlyTo("fra", after, later);

    world.turn("web/sin", false); // the others take what it took
    assertShares(all(NAME, "A"), Map.of("fra", 800.0, "iad", 134.0));
  }

  private static Map<String, Integer> shares(int fra, int iad, int sin) {
    Map<String, Integer> shares = new LinkedHashMap<>();
    shares.put("fra", fra);
    shares.put("iad", iad);
    shares.put("sin", sin);
    return shares;
  }
}
