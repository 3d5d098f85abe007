package gslb.server.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gslb.geo.PlaceTable;
import gslb.server.forecast.Forecast;
import gslb.server.forecast.PolicyForecast;
import gslb.server.scenario.World;
import gslb.server.stats.QueryCounters;
import gslb.server.steer.Choice;
import gslb.server.steer.Plan;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a forecast says moves is what moves: old and new definitions are both asked by so many
 * clients, drawn from the located space of the default database, through the code that answers.
 */
class ForecastTest {
  private static final int CLIENTS = 1_000_000;

  /** A tenth of a percent. */
  private static final double TOLERANCE = 0.001;

  private static final PlaceTable PLACES = PlaceTable.bundled();
  private static final List<byte[]> LOCATED = located();

  @TempDir Path folder;
  private final Exchange exchange = new Exchange();
  private final Responder responder = new Responder(new QueryCounters());

  private static List<byte[]> located() {
    SplittableRandom random = new SplittableRandom(20261128);
    List<byte[]> clients = new ArrayList<>(CLIENTS);
    while (clients.size() < CLIENTS) {
      byte[] address = new byte[4];
      random.nextBytes(address);
      address[3] = 0;
      try {
        InetAddress client = InetAddress.getByAddress(address);
        boolean unicast = !client.isLoopbackAddress() && !client.isSiteLocalAddress();
        if (unicast && PLACES.place(client).place().territory() != null) {
          clients.add(address);
        }
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    return clients;
  }

  private static final Map<String, String> POOLS =
      Map.of(
          "three", members(50, 30, 20),
          "threeAndABit", members(50, 30, 25),
          "ten", members(1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
          "nine", members(1, 1, 1, 0, 1, 1, 1, 1, 1, 1),
          "turned", members(20, 30, 50),
          "crowd", members(IntStream.range(0, 40).map(i -> 20 + i * i).toArray()),
          "crowded",
              members(IntStream.range(0, 40).map(i -> i == 39 ? 1200 : 20 + i * i).toArray()));

  /** m0, m1, … in fra, iad and sin by turns; those of weight 0 are left out. */
  private static String members(int... weights) {
    List<String> datacenters = List.of("fra", "iad", "sin");
    return IntStream.range(0, weights.length)
        .filter(i -> weights[i] > 0)
        .mapToObj(i ->
            "      - {name: m%d, datacenter: %s, addresses: [192.0.2.%d], weight: %d}\n"
                .formatted(i, datacenters.get(i % 3), i + 1, weights[i]))
        .collect(Collectors.joining());
  }

  private World world(String side, String pool, String settings, String policy) throws IOException {
    Map<String, String> files = new HashMap<>(AnswerPathZone.FILES);
    files.put(
        "pools/pools.yaml",
        "schema: 1\npools:\n  web:\n    monitor: check\n    %s\n    members:\n%s"
                .formatted(settings.replace(";", "\n    "), POOLS.get(pool))
            + """
              other: {monitor: check, members: [{name: o, datacenter: iad, addresses: [192.0.2.99]}]}
            """);
    files.put(
        "maps/maps.yaml",
        "schema: 1\nmaps:\n  world: {default: [sin], geo: {EU: [fra], NA: [iad]}}\n");
    files.put(
        "policies/example.org.yaml",
        "schema: 1\nzone: example.org\npolicies:\n  www: {create: true, types: [A], %s}\n"
            .formatted(policy));
    return World.of(files, Files.createDirectories(folder.resolve(side)), PLACES);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "one weight            | three | threeAndABit | selection: weighted | rules: [{pools:"
            + " [web]}] | =",
        "one weight, sticky    | three | threeAndABit | selection: hash     | rules: [{pools:"
            + " [web]}] | =",
        "one weight of forty   | crowd | crowded | selection: weighted | rules: [{pools: [web]}] |"
            + " =",
        "many weights          | three | turned  | selection: weighted | rules: [{pools: [web]}] |"
            + " =",
        "a member of ten goes  | ten   | nine    | selection: hash     | rules: [{pools: [web]}] |"
            + " =",
        "of two answers each   | ten   | nine    | selection: hash;max_answers: 2 | rules: [{pools:"
            + " [web]}] | =",
        "in turn               | ten   | nine    | selection: round_robin | rules: [{pools: [web]}]"
            + " | =",
        "all at once           | ten   | nine    | selection: all;max_answers: 20 | rules: [{pools:"
            + " [web]}] | =",
        "a split grows         | three | three   | selection: weighted"
            + " | rules: [{split: [{percent: 5, pools: [other]}, {percent: 95, pools: [web]}]}]"
            + " | rules: [{split: [{percent: 15, pools: [other]}, {percent: 85, pools: [web]}]}]",
        "a split begins        | three | three   | selection: weighted | rules: [{pools: [web]}]"
            + " | rules: [{split: [{percent: 15, pools: [other]}, {percent: 85, pools: [web]}]}]",
        "a trickle in a split  | three | turned  | selection: weighted | rules: [{split: [{percent:"
            + " 50, pools: [web, other], trickle: 10%}, {percent: 50, pools: [web]}]}] | rules:"
            + " [{split: [{percent: 40, pools: [web, other], trickle: 20%}, {percent: 60, pools:"
            + " [web]}]}]",
        "a rule for a country  | three | three   | selection: weighted | rules: [{pools: [web]}]"
            + " | rules: [{when: {geo: [EU-DE]}, pools: [other]}, {pools: [web]}]",
        "by map, another order | three | three   | selection: weighted"
            + " | rules: [{pools: [web], prefer: {map: world}}]"
            + " | rules: [{pools: [web], prefer: {datacenters: [sin, fra, iad]}}]",
        "another prefix length | three | three   | selection: weighted"
            + " | rules: [{pools: [web]}] | client: {prefix_v4: 22}, rules: [{pools: [web]}]",
        "another selection     | three | three   | selection: weighted | rules: [{pools: [web]}]"
            + " | persistence: client_prefix, rules: [{pools: [web]}]",
        "nothing               | crowd | crowd   | selection: weighted | rules: [{pools: [web]}] |"
            + " =",
      })
  void theShareThatMovesIsTheOneMeasured(
      String what, String pool, String newPool, String settings, String policy, String newPolicy)
      throws IOException {
    World old = world("old", pool, settings, policy);
    World now = world("new", newPool, settings, newPolicy.equals("=") ? policy : newPolicy);
    Forecast forecast =
        Forecast.overSpace(old.snapshot(), now.snapshot(), PLACES, _ -> true, _ -> {});
    PolicyForecast www = forecast.policies().getFirst();
    byte[] query = AnswerPathZone.query("www.example.org", "A", "0.0.0.0/24", true);
    double moved = 0;
    double movedDatacenter = 0;
    for (byte[] client : LOCATED) {
      List<Choice> before = ask(old, query, client);
      List<Choice> after = ask(now, query, client);
      double each = 1.0 / Math.max(before.size(), after.size());
      double kept = 0;
      for (Choice choice : after) {
        boolean same =
            before.stream().anyMatch(b -> b.member().name().equals(choice.member().name()));
        kept += same ? each : 0;
      }
      moved += 1 - kept;
      boolean elsewhere =
          before.size() == 1
              && !before
                  .getFirst()
                  .member()
                  .datacenter()
                  .equals(after.getFirst().member().datacenter());
      movedDatacenter += elsewhere ? 1 : 0;
    }
    assertThat(www.moved().of("ipv4"))
        .as("%s: measured %s", what, moved / CLIENTS)
        .isCloseTo(moved / CLIENTS, within(TOLERANCE));
    if (!settings.contains("max_answers")) {
      assertThat(www.movedDatacenter().of("ipv4"))
          .as("%s, to another datacenter", what)
          .isCloseTo(movedDatacenter / CLIENTS, within(TOLERANCE));
    }
    assertThat(moved > 0).isEqualTo(www.moved().most() > 0).isEqualTo(forecast.changed());
  }

  private List<Choice> ask(World world, byte[] query, byte[] client) {
    System.arraycopy(query, 0, exchange.query, 0, query.length);
    System.arraycopy(client, 0, exchange.query, query.length - 3, 3);
    exchange.queryLength = query.length;
    exchange.nowMillis = world.nowMillis();
    responder.respond(world.snapshot(), exchange);
    Decision decision = exchange.decisions[0];
    List<Choice> choices =
        switch (decision.plan()) {
          case Plan.Fixed fixed -> fixed.choices();
          case Plan.Drawn drawn -> drawn.choices();
          case Plan.Turn turn -> turn.choices();
          case Plan.Spent _, Plan.Divided _ -> throw new AssertionError("a member answers");
        };
    List<Choice> picked = new ArrayList<>();
    for (int i = 0; i < decision.picked; i++) {
      picked.add(choices.get(decision.picks[i]));
    }
    return picked;
  }
}
