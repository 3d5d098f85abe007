package gslb.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.geo.PlaceTable;
import gslb.server.scenario.World;
import gslb.server.stats.QueryCounters;
import gslb.server.steer.Choice;
import gslb.server.steer.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random maps, rules, pools, health, ramps and spills over the default database: whoever is inside
 * the scope of an answer gets that answer (S-3), and transports and families agree (S-13). Eight
 * worlds of 125 000 clients: a million samples, in which no violation is let pass.
 */
class RandomSteeringTest {
  private static final int CLIENTS = 125_000;

  @TempDir Path folder;
  private final Exchange exchange = new Exchange();
  private final Responder responder = new Responder(new QueryCounters());

  /** What a client is told: members in any order, code and TTL. */
  private record Told(List<String> members, String rcode, int ttl) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void scopesAreTrueAndAnswersAgree(long seed) throws IOException {
    RandomDefinitions definitions = new RandomDefinitions(seed);
    World world = World.of(definitions.files(), folder, PlaceTable.bundled());
    SplittableRandom random = new SplittableRandom(seed * 31);
    for (String member : definitions.members) {
      if (random.nextInt(5) == 0) {
        world.turn(member, false);
      } else if (random.nextInt(4) == 0) {
        world.fit(member, random.nextInt(20, 257), 16 * random.nextInt(1, 17));
      }
    }
    Map<String, Integer> spill = new LinkedHashMap<>();
    RandomDefinitions.DATACENTERS.forEach(name -> spill.put(name, random.nextInt(1, 1000)));
    world.spill("fra", spill);
    Queries queries = new Queries();
    int divided = 0;
    Set<Told> different = new HashSet<>();
    for (int i = 0; i < CLIENTS; i++) {
      int name = random.nextInt(RandomDefinitions.NAMES);
      boolean v6 = random.nextInt(4) == 0;
      byte[] address = new byte[v6 ? 16 : 4];
      random.nextBytes(address);
      if (v6) {
        address[0] = (byte) (random.nextBoolean() ? 0x2A : 0x24); // where networks are
      }
      Told told = ask(world, queries.of(name, "A", v6), address, false);
      int scope = exchange.scope;
      different.add(told);
      divided += exchange.decisions[0].divided > 0 ? 1 : 0;
      byte[] neighbour = inside(address, scope, random);
      Told near = ask(world, queries.of(name, "A", v6), neighbour, false);
      Told overTcp = ask(world, queries.of(name, "A", v6), address, true);
      Told six = ask(world, queries.of(name, "AAAA", v6), address, false);
      if (!near.equals(told) || !overTcp.equals(told) || !six.equals(told)) {
        assertThat(near).as("inside the scope of client %d of n%d", i, name).isEqualTo(told);
        assertThat(overTcp).as("TCP, client %d of n%d", i, name).isEqualTo(told);
        assertThat(six).as("AAAA, client %d of n%d", i, name).isEqualTo(told);
      }
    }
    assertThat(different).as("what clients are told").hasSizeGreaterThan(5);
    assertThat(divided).as("clients of whom some rule makes parts").isGreaterThan(CLIENTS / 20);
  }

  /** Made once for each name, type and family. */
  private static final class Queries {
    private final Map<String, byte[]> made = new LinkedHashMap<>();

    byte[] of(int name, String type, boolean v6) throws IOException {
      String key = name + type + v6;
      byte[] known = made.get(key);
      if (known == null) {
        known =
            AnswerPathZone.query(
                "n" + name + ".example.org", type, v6 ? "::/128" : "0.0.0.0/32", true);
        made.put(key, known);
      }
      return known;
    }
  }

  private Told ask(World world, byte[] query, byte[] address, boolean tcp) {
    System.arraycopy(query, 0, exchange.query, 0, query.length);
    System.arraycopy(address, 0, exchange.query, query.length - address.length, address.length);
    exchange.queryLength = query.length;
    exchange.tcp = tcp;
    exchange.nowMillis = world.nowMillis();
    responder.respond(world.snapshot(), exchange);
    Decision decision = exchange.decisions[0];
    List<String> members = new ArrayList<>();
    for (int i = 0; i < decision.picked; i++) {
      members.add(choices(decision.plan()).get(decision.picks[i]).member().name());
    }
    members.sort(null);
    members.add(decision.plan().basis().pool());
    return new Told(members, exchange.rcode.name(), decision.ttl);
  }

  private static List<Choice> choices(Plan plan) {
    return switch (plan) {
      case Plan.Fixed fixed -> fixed.choices();
      case Plan.Drawn drawn -> drawn.choices();
      case Plan.Turn turn -> turn.choices();
      case Plan.Spent _, Plan.Divided _ -> List.of();
    };
  }

  private static byte[] inside(byte[] address, int scope, SplittableRandom random) {
    byte[] neighbour = new byte[address.length];
    random.nextBytes(neighbour);
    for (int bit = 0; bit < scope; bit++) {
      int mask = 0x80 >>> bit % 8;
      neighbour[bit / 8] = (byte) (neighbour[bit / 8] & ~mask | address[bit / 8] & mask);
    }
    return neighbour;
  }
}
