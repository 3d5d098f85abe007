package gslb.server.control;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.zones.Datacenter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who takes whose clients: one decision as a table, and the circle of decision, load, decision. */
class SpilloverTest {
  private static final List<String> NAMES = List.of("fra", "iad", "sin");

  /** Targets of 80 %: 320, 480, 240. */
  private static final Map<String, Datacenter> DATACENTERS =
      Map.of(
          "fra", new Datacenter("fra", "eu", 0, 0, 400),
          "iad", new Datacenter("iad", "na", 0, 0, 600),
          "sin", new Datacenter("sin", "ap", 0, 0, 300));

  private static long seconds(long seconds) {
    return seconds * 1_000_000_000L;
  }

  private static Map<String, Double> loads(String text) {
    Map<String, Double> loads = new TreeMap<>();
    String[] words = text.split("/");
    for (int i = 0; i < words.length; i++) {
      if (!words[i].equals("?")) {
        loads.put(NAMES.get(i), Double.parseDouble(words[i]));
      }
    }
    return loads;
  }

  /** Loads of fra/iad/sin; what becomes of fra's clients, in thousandths. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "320/480/240,  ''", // at the target is not above it
    "400/300/200,  fra 800 iad 164 sin 36", // room 180 and 40
    "640/0/0,      fra 500 iad 333 sin 167", // room 480 and 240
    "400/480/150,  fra 800 sin 200",
    "400/?/100,    fra 800 sin 200", // who tells nothing gets nothing
    "400/?/?,      fra 1000", // alone it has nobody to lead them to
    "900/600/300,  fra 308 iad 462 sin 231", // nobody has room: by capacity
    "330/500/240,  fra 308 iad 462 sin 231",
  })
  void oneDecision(String loads, String shares) {
    Spillover spillover = Spillover.NONE.next(loads(loads), DATACENTERS, 0);
    StringBuilder text = new StringBuilder();
    spillover
        .shares()
        .getOrDefault("fra", Map.of())
        .forEach((name, weight) -> {
          text.append(text.isEmpty() ? "" : " ").append(name).append(' ').append(weight);
        });
    assertThat(text.toString().equals("fra 1000") ? "" : text.toString())
        .isEqualTo(shares.equals("fra 1000") ? "" : shares);
  }

  @Test
  void nothingChangesBeforeTheLastChangeIsSeen() {
    Spillover first = Spillover.NONE.next(loads("640/0/0"), DATACENTERS, 0);
    assertThat(first.next(loads("640/0/0"), DATACENTERS, seconds(59))).isSameAs(first);
    Spillover second = first.next(loads("640/0/0"), DATACENTERS, seconds(61));
    assertThat(second.shares().get("fra")).containsEntry("fra", 250);
  }

  @Test
  void whoSaysNothingAnyMoreKeepsItsClientsAtOnce() {
    Spillover first = Spillover.NONE.next(loads("640/0/0"), DATACENTERS, 0);
    assertThat(first.next(loads("?/0/0"), DATACENTERS, seconds(1)).shares()).isEmpty();
  }

  /** Loads that follow from demand and shares, seen one step late. */
  private static final class Circle {
    private Spillover spillover = Spillover.NONE;
    private long now;
    private int changes;

    Map<String, Double> run(Map<String, Double> demand, int minutes) {
      Map<String, Double> load = load(demand);
      for (int i = 0; i < minutes; i++) {
        now += seconds(61);
        Spillover next = spillover.next(load, DATACENTERS, now);
        changes += next.shares().equals(spillover.shares()) ? 0 : 1;
        spillover = next;
        load = load(demand);
      }
      return load;
    }

    private Map<String, Double> load(Map<String, Double> demand) {
      Map<String, Double> load = new TreeMap<>();
      demand.forEach((home, clients) -> {
        Map<String, Integer> shares = spillover.shares().getOrDefault(home, Map.of(home, 1));
        double sum = shares.values().stream().mapToInt(Integer::intValue).sum();
        shares.forEach((to, weight) -> load.merge(to, clients * weight / sum, Double::sum));
      });
      return load;
    }
  }

  private static Map<String, Double> demand(double fra, double iad, double sin) {
    Map<String, Double> demand = new LinkedHashMap<>();
    demand.put("fra", fra);
    demand.put("iad", iad);
    demand.put("sin", sin);
    return demand;
  }

  @Test
  void theSurplusIsSpreadByRoomAndThenRests() {
    Circle circle = new Circle();
    Map<String, Double> load = circle.run(demand(500, 240, 120), 3);
    assertThat(load.get("fra")).isBetween(300.0, 321.0);
    // Rooms were 240 and 120, the surplus 180: two thirds and one third of it.
    assertThat(load.get("iad")).isBetween(358.0, 362.0);
    assertThat(load.get("sin")).isBetween(178.0, 182.0);
    int changes = circle.changes;
    circle.run(demand(500, 240, 120), 500);
    assertThat(circle.changes).as("changes while nothing happens").isEqualTo(changes);
  }

  @Test
  void demandThatFallsBringsEverybodyHome() {
    Circle circle = new Circle();
    circle.run(demand(500, 240, 120), 3);
    Map<String, Double> load = circle.run(demand(200, 240, 120), 30);
    assertThat(circle.spillover.shares()).isEmpty();
    assertThat(load).isEqualTo(demand(200, 240, 120));
  }

  @Test
  void demandThatWobblesAroundTheTargetMovesNobodyToAndFro() {
    Circle circle = new Circle();
    for (int i = 0; i < 200; i++) {
      circle.run(demand(310 + 20 * (i % 2), 240, 120), 1);
    }
    assertThat(circle.changes).isLessThanOrEqualTo(3);
  }

  @Test
  void whenNobodyHasRoomAllCarryByCapacity() {
    Circle circle = new Circle();
    Map<String, Double> load = circle.run(demand(900, 400, 100), 10);
    assertThat(circle.spillover.sharing()).isTrue();
    assertThat(load.get("fra") / 400).isBetween(1.07, 1.09);
    assertThat(load.get("iad") / 600).isBetween(1.07, 1.09);
    assertThat(load.get("sin") / 300).isBetween(1.07, 1.09);
    Map<String, Double> calm = circle.run(demand(300, 300, 100), 60);
    assertThat(circle.spillover.sharing()).isFalse();
    assertThat(calm).isEqualTo(demand(300, 300, 100));
  }

  @Test
  void twoThatHaveTooMuchShareTheRoomOfTheThird() {
    Circle circle = new Circle();
    Map<String, Double> load = circle.run(demand(380, 100, 300), 10);
    assertThat(load.get("fra")).isLessThan(321);
    assertThat(load.get("sin")).isLessThan(241);
    assertThat(load.get("iad")).isBetween(215.0, 225.0);
  }
}
