package gslb.server.answer;

import gslb.geo.Route;
import gslb.server.snapshot.Provenance;
import gslb.server.snapshot.Snapshot;
import gslb.server.steer.Choice;
import gslb.server.steer.Part;
import gslb.server.steer.Plan;
import gslb.server.wire.Rcode;
import gslb.zones.AnswerType;
import gslb.zones.Policy.OnAllDown;
import gslb.zones.Prefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an answer came about: the values the {@link Responder} itself went through, nothing worked
 * out anew.
 *
 * @param rcode how it ended
 * @param scope the answer's client subnet scope
 * @param choices the steered names on the way, in order; empty for a static answer
 * @param provenance of the snapshot it was answered from
 * @param response the message as it would have been sent, in hexadecimal
 */
public record Explanation(
    Rcode rcode, int scope, List<Steering> choices, Provenance provenance, String response) {

  public Explanation {
    choices = List.copyOf(choices);
  }

  /**
   * One steered choice.
   *
   * @param owner the steered name
   * @param fromSubnet whether a client subnet option located the client, not the sender's address
   *     (S-1)
   * @param rule index of the rule that matched, from 0
   * @param order the datacenters in the order to try; empty = no order
   * @param divisions how clients are divided and into which part this one falls, the rule's split
   *     first; empty = they are not
   * @param basis pool and datacenter that answer, and pools passed over
   * @param spent what is answered instead when every pool was down; null otherwise
   * @param candidates whom the plan chooses among
   * @param bucket what of the client its choice depends on; null where it depends on the place
   *     alone
   * @param settledFor seconds until a verdict could change the decision
   * @param ttl seconds
   * @param placeScope prefix length the place alone needs
   * @param scope prefix length the whole choice needs
   */
  public record Steering(
      String owner,
      AnswerType type,
      boolean fromSubnet,
      int rule,
      List<String> order,
      List<Division> divisions,
      Plan.Basis basis,
      @Nullable OnAllDown spent,
      List<Weighed> candidates,
      @Nullable Bucket bucket,
      int settledFor,
      int ttl,
      int placeScope,
      int scope) {

    public Steering {
      candidates = List.copyOf(candidates);
      divisions = List.copyOf(divisions);
    }
  }

  /**
   * The clients that are given the same (S-13).
   *
   * @param client their network
   * @param key what it comes to for this name: all choices are races that it decides
   * @param slotLeft seconds until they choose anew; 0 = they do not
   */
  public record Bucket(Prefix client, long key, int slotLeft) {}

  /**
   * One division of the clients.
   *
   * @param note why just so; may be empty
   * @param part index of the slice this client falls into
   */
  public record Division(Plan.Reason reason, String note, int part, List<Slice> slices) {
    public Division {
      slices = List.copyOf(slices);
    }
  }

  /**
   * A part of the clients.
   *
   * @param name of what it gets
   * @param share of the clients, 0..1
   */
  public record Slice(String name, double share) {}

  /**
   * A member a plan chooses among.
   *
   * @param target its address or host name
   * @param weight effective weight, as weights are declared
   * @param health what of its weight its health leaves it, 0..1
   * @param ramp the share of its clients it is ready for, 0..1
   * @param probability of being in an answer, 0..1; exact where one is drawn or all are given
   * @param picked whether this answer has it
   */
  public record Weighed(
      String member,
      String datacenter,
      String target,
      double weight,
      double health,
      double ramp,
      double probability,
      boolean picked) {}

  static Explanation of(Snapshot snapshot, Exchange exchange, byte[] response) {
    List<Steering> choices = new ArrayList<>();
    for (int i = 0; i < exchange.decided; i++) {
      choices.add(steering(exchange.decisions[i]));
    }
    return new Explanation(
        exchange.rcode,
        exchange.scope,
        choices,
        snapshot.provenance(),
        HexFormat.of().formatHex(response));
  }

  private static Steering steering(Decision decision) {
    Plan plan = decision.plan();
    Route route = decision.steered().routes().get(decision.route);
    return new Steering(
        decision.steered().policy().owner(),
        decision.type,
        decision.fromSubnet,
        route.rule(),
        route.datacenters(),
        divisions(decision),
        plan.basis(),
        plan instanceof Plan.Spent spent ? spent.answer() : null,
        candidates(decision, plan),
        decision.perClient ? bucket(decision) : null,
        decision.settledFor,
        decision.ttl,
        decision.placeScope,
        decision.scope);
  }

  private static Bucket bucket(Decision decision) {
    long high = decision.prefix == 0 ? 0 : decision.high & mask(Math.min(decision.prefix, 64));
    long low = decision.prefix <= 64 ? 0 : decision.low & mask(decision.prefix - 64);
    return new Bucket(
        new Prefix(decision.v6, high, low, decision.prefix), decision.key, decision.slotLeft);
  }

  /** So many bits from the left, 1..64. */
  private static long mask(int bits) {
    return -1L << (64 - bits);
  }

  private static List<Division> divisions(Decision decision) {
    List<Division> divisions = new ArrayList<>();
    Plan plan = decision.whole();
    for (int level = 0; level < decision.divided; level++) {
      if (plan instanceof Plan.Divided division) {
        int part = decision.parts[level];
        divisions.add(division(division, part));
        plan = division.parts().get(part).plan();
      }
    }
    return divisions;
  }

  private static Division division(Plan.Divided division, int part) {
    double sum = division.parts().stream().mapToInt(Part::weight).sum();
    return new Division(
        division.reason(),
        division.note(),
        part,
        division.parts().stream()
            .map(each -> new Slice(each.name(), each.weight() / sum))
            .toList());
  }

  private static List<Weighed> candidates(Decision decision, Plan plan) {
    return switch (plan) {
      case Plan.Fixed fixed -> weighed(decision, fixed.choices(), fixed.choices().size(), false);
      case Plan.Drawn drawn -> weighed(decision, drawn.choices(), drawn.count(), true);
      case Plan.Turn turn -> weighed(decision, turn.choices(), turn.count(), false);
      case Plan.Spent _, Plan.Divided _ -> List.of();
    };
  }

  private static List<Weighed> weighed(
      Decision decision, List<Choice> choices, int count, boolean byWeight) {
    double sum = choices.stream().mapToDouble(Choice::weight).sum();
    List<Weighed> weighed = new ArrayList<>();
    for (int i = 0; i < choices.size(); i++) {
      int index = i;
      Choice choice = choices.get(i);
      double even = Math.min(1, (double) count / choices.size());
      weighed.add(
          new Weighed(
              choice.member().name(),
              choice.member().datacenter(),
              String.valueOf(choice.member().target(decision.type)),
              choice.weight() / (double) Choice.ONE,
              choice.health() / (double) Choice.ONE,
              choice.ramp() / (double) Choice.ONE,
              byWeight ? Math.min(1, count * choice.weight() / sum) : even,
              Arrays.stream(decision.picks, 0, decision.picked).anyMatch(pick -> pick == index)));
    }
    return weighed;
  }
}
