package gslb.server.control;

import gslb.server.answer.Explanation;
import gslb.server.answer.Explanation.Steering;
import gslb.server.steer.Plan.PassedOver;
import gslb.zones.Policy;
import gslb.zones.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One client's answer with everything that led to it, as {@link Explainer} put it together.
 *
 * @param place what the databases know of the client, in words
 * @param network the largest network around the client of which they know the same
 * @param databases the databases that know it
 * @param choices one for each steered name on the way
 * @param answer the answer section, a record a line
 */
record ExplainedAnswer(
    ExplainRequest request,
    String place,
    String network,
    List<String> databases,
    Explanation explanation,
    List<Choice> choices,
    List<String> answer) {

  /**
   * A steered choice.
   *
   * @param policy that steers the name
   * @param members of the pool that answers: the candidates first, then the others
   */
  record Choice(Steering steering, Policy policy, List<Member> members) {

    /** The rule that matched. */
    Rule rule() {
      return policy.rules().get(steering.rule());
    }

    Map<String, Object> document() {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("owner", steering.owner());
      document.put("type", steering.type().name());
      document.put("located_by", from(steering.fromSubnet()));
      document.put("rule", steering.rule() + 1);
      document.put("rules", policy.rules().size());
      document.put("order", steering.order());
      document.put("share", steering.share() + 1);
      document.put("shares", rule().split().size());
      document.put("share_percent", rule().split().get(steering.share()).percent());
      document.put(
          "passed_over", steering.basis().passedOver().stream().map(Choice::passed).toList());
      document.put("pool", steering.basis().pool());
      document.put("datacenter", steering.basis().datacenter());
      document.put("assumed_up", steering.basis().assumedUp());
      document.put("on_all_down", steering.spent() == null ? null : Words.of(steering.spent()));
      document.put("members", members.stream().map(Member::document).toList());
      document.put("ttl", steering.ttl());
      document.put("place_scope", steering.placeScope());
      document.put("scope", steering.scope());
      return document;
    }

    private static Map<String, Object> passed(PassedOver pool) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("pool", pool.pool());
      document.put("usable", pool.usable());
      document.put("needed", pool.needed());
      document.put("candidates", pool.candidates());
      return document;
    }
  }

  /**
   * A member of the pool that answers.
   *
   * @param target its address or host name; a dash if it has none of the type
   * @param verdict in words
   * @param weight effective, 0 if left out
   * @param probability of being in an answer, 0..1
   * @param leftOut why it is no candidate; null if it is one
   */
  record Member(
      String name,
      String datacenter,
      String target,
      String verdict,
      boolean picked,
      int weight,
      double probability,
      @Nullable String leftOut) {

    Map<String, Object> document() {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("member", name);
      document.put("datacenter", datacenter);
      document.put("target", target);
      document.put("verdict", verdict);
      document.put("picked", picked);
      document.put("weight", weight);
      document.put("probability", probability);
      document.put("left_out", leftOut);
      return document;
    }
  }

  /** As machines read it; {@code text} in it is for people. */
  Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", request.name());
    document.put("type", request.type());
    document.put("client", request.client().toString());
    document.put("client_from", from(request.subnet()));
    document.put("place", place);
    document.put("network", network);
    document.put("databases", databases);
    document.put("choices", choices.stream().map(Choice::document).toList());
    document.put("rcode", explanation.rcode().name());
    document.put("scope", explanation.scope());
    document.put("answer", answer);
    document.put("generation", explanation.provenance().generation());
    document.put("verdict_epoch", explanation.provenance().verdictEpoch());
    document.put("published", explanation.provenance().published().toString());
    document.put("text", ExplanationText.of(this));
    return document;
  }

  /** What located a client (S-1). */
  static String from(boolean subnet) {
    return subnet ? "ecs" : "source";
  }
}
