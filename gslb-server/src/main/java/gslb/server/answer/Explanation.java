package gslb.server.answer;

import gslb.geo.Route;
import gslb.server.snapshot.Provenance;
import gslb.server.snapshot.Snapshot;
import gslb.server.steer.Choice;
import gslb.server.steer.Plan;
import gslb.server.wire.Rcode;
import gslb.zones.AnswerType;
import gslb.zones.Policy.OnAllDown;
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
   * @param share index of the rule's share, from 0
   * @param basis pool and datacenter that answer, and pools passed over
   * @param spent what is answered instead when every pool was down; null otherwise
   * @param candidates whom the plan chooses among
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
      int share,
      Plan.Basis basis,
      @Nullable OnAllDown spent,
      List<Weighed> candidates,
      int ttl,
      int placeScope,
      int scope) {

    public Steering {
      candidates = List.copyOf(candidates);
    }
  }

  /**
   * A member a plan chooses among.
   *
   * @param target its address or host name
   * @param weight effective weight
   * @param probability of being in an answer, 0..1; exact where one is drawn or all are given
   * @param picked whether this answer has it
   */
  public record Weighed(
      String member,
      String datacenter,
      String target,
      int weight,
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
        decision.share,
        plan.basis(),
        plan instanceof Plan.Spent spent ? spent.answer() : null,
        candidates(decision, plan),
        decision.ttl,
        decision.placeScope,
        decision.scope);
  }

  private static List<Weighed> candidates(Decision decision, Plan plan) {
    return switch (plan) {
      case Plan.Fixed fixed -> weighed(decision, fixed.choices(), fixed.choices().size(), false);
      case Plan.Drawn drawn -> weighed(decision, drawn.choices(), drawn.count(), true);
      case Plan.Turn turn -> weighed(decision, turn.choices(), turn.count(), false);
      case Plan.Spent _ -> List.of();
    };
  }

  private static List<Weighed> weighed(
      Decision decision, List<Choice> choices, int count, boolean byWeight) {
    double sum = choices.stream().mapToInt(Choice::weight).sum();
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
              choice.weight(),
              byWeight ? Math.min(1, count * choice.weight() / sum) : even,
              Arrays.stream(decision.picks, 0, decision.picked).anyMatch(pick -> pick == index)));
    }
    return weighed;
  }
}
