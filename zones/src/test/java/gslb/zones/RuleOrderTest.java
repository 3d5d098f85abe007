package gslb.zones;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.zones.DeclaredPolicy.At;
import gslb.zones.Rule.Condition;
import gslb.zones.Rule.Except;
import gslb.zones.problem.Position;
import gslb.zones.problem.Problem;
import gslb.zones.problem.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Name;

/**
 * Random rules beside every client there can be in a small world: what is told not to be reached is
 * not, and what one earlier rule alone takes all of is told.
 */
class RuleOrderTest {
  private static final List<PlaceCode> PLACES =
      List.of(
          place("EU"),
          place("EU-DE"),
          place("EU-DE-BY"),
          place("EU-NO"),
          place("NA"),
          place("NA-US"));
  private static final List<Prefix> NETS =
      List.of(net(0, 4), net(0, 5), net(8, 5), net(0, 6), net(12, 6), net(4, 6), net(64, 4));
  private static final List<Long> ASNS = List.of(1L, 2L);

  /** Where clients of the small world are; null = somewhere else. */
  private static final List<PlaceCode> HOMES = new ArrayList<>(PLACES);

  static {
    HOMES.add(null);
    HOMES.add(place("EU-FR"));
  }

  private record Client(PlaceCode place, int address, long asn) {
    boolean in(List<PlaceCode> places) {
      for (PlaceCode larger = place; larger != null; larger = larger.parent()) {
        if (places.contains(larger)) {
          return true;
        }
      }
      return false;
    }

    boolean meets(Condition when) {
      boolean in =
          (when.geo().isEmpty() || in(when.geo()))
              && (when.nets().isEmpty() || isInAny(when.nets()))
              && (when.asns().isEmpty() || when.asns().contains(asn));
      Except except = when.except();
      return in && !in(except.geo()) && !isInAny(except.nets()) && !except.asns().contains(asn);
    }

    private boolean isInAny(List<Prefix> nets) {
      return nets.stream().anyMatch(net -> net.contains(false, (long) address << 56, 0));
    }
  }

  private static PlaceCode place(String text) {
    String[] parts = text.split("-");
    return new PlaceCode(
        parts[0], parts.length > 1 ? parts[1] : null, parts.length > 2 ? parts[2] : null);
  }

  private static Prefix net(int firstByte, int length) {
    return new Prefix(false, (long) firstByte << 56, 0, length);
  }

  private static List<Client> everybody() {
    List<Client> everybody = new ArrayList<>();
    for (PlaceCode home : HOMES) {
      for (int address = 0; address < 256; address += 2) {
        for (long asn = 0; asn < 3; asn++) {
          everybody.add(new Client(home, address, asn));
        }
      }
    }
    return everybody;
  }

  @Test
  void whatIsToldIsSoAndASingleShadowIsAlwaysTold() {
    List<Client> everybody = everybody();
    SplittableRandom random = new SplittableRandom(11);
    int told = 0;
    for (int round = 0; round < 3000; round++) {
      List<Condition> conditions = new ArrayList<>();
      for (int i = random.nextInt(2, 6); i > 0; i--) {
        conditions.add(condition(random));
      }
      Set<Integer> warned = warned(conditions);
      told += warned.size();
      for (int i = 0; i < conditions.size(); i++) {
        Condition when = conditions.get(i);
        List<Condition> earlier = conditions.subList(0, i);
        List<Client> own = everybody.stream().filter(client -> client.meets(when)).toList();
        boolean reached =
            own.stream().anyMatch(client -> earlier.stream().noneMatch(client::meets));
        boolean alone =
            own.isEmpty()
                || earlier.stream()
                    .anyMatch(other -> own.stream().allMatch(client -> client.meets(other)));
        assertThat(warned.contains(i) && reached)
            .as("rule %d of %s is told, and reached", i, conditions)
            .isFalse();
        assertThat(alone && !warned.contains(i))
            .as("rule %d of %s is shadowed by one, and not told", i, conditions)
            .isFalse();
      }
    }
    assertThat(told).as("rules told of").isGreaterThan(500);
  }

  private static Condition condition(SplittableRandom random) {
    Condition when =
        new Condition(
            some(PLACES, random),
            some(NETS, random),
            new HashSet<>(some(ASNS, random)),
            new Except(
                some(PLACES, random), some(NETS, random), new HashSet<>(some(ASNS, random))));
    return when.equals(new Condition(List.of(), List.of(), Set.of())) ? condition(random) : when;
  }

  private static <T> List<T> some(List<T> all, SplittableRandom random) {
    List<T> some = new ArrayList<>();
    if (random.nextInt(3) == 0) {
      for (int i = random.nextInt(1, 3); i > 0; i--) {
        some.add(all.get(random.nextInt(all.size())));
      }
    }
    return some;
  }

  /** The indexes of the rules that are told of. */
  private static Set<Integer> warned(List<Condition> conditions) {
    List<At<Rule>> rules = new ArrayList<>();
    for (Condition condition : conditions) {
      rules.add(new At<>(rule(condition), at(rules.size() + 1)));
    }
    rules.add(new At<>(rule(null), at(rules.size() + 1)));
    Name owner = Name.root;
    Policy policy =
        new Policy(
            ".",
            ".",
            Set.of(AnswerType.A),
            new Policy.Ttl(Duration.ZERO, Duration.ZERO),
            new Policy.Client(true, 24, 56),
            Policy.Persistence.NONE,
            Policy.OnAllDown.ALL,
            true,
            rules.stream().map(At::value).toList());
    Problems problems = new Problems();
    RuleOrder.check(
        new DeclaredPolicy(policy, owner, at(1), owner, at(1), at(1), false, rules), problems);
    Set<Integer> warned = new HashSet<>();
    for (Problem problem : problems.sorted()) {
      warned.add(problem.line() - 1);
    }
    return warned;
  }

  private static Rule rule(Condition when) {
    return new Rule(
        when, List.of(new Rule.Share(100, List.of("web"))), Set.of(), new Preference.None());
  }

  private static Position at(int line) {
    return new Position(Path.of("policies.yaml"), line, 1);
  }
}
