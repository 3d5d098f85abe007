package gslb.server.control;

import gslb.health.verdict.Vote;
import gslb.server.answer.Explanation;
import gslb.server.answer.Explanation.Bucket;
import gslb.server.answer.Explanation.Division;
import gslb.server.answer.Explanation.Slice;
import gslb.server.answer.Explanation.Steering;
import gslb.server.steer.Plan.PassedOver;
import gslb.zones.Policy;
import java.time.Instant;
import java.util.HexFormat;
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
 * @param replaced when the snapshot made room for another; null if it is served
 */
record ExplainedAnswer(
    ExplainRequest request,
    String place,
    String network,
    List<String> databases,
    Explanation explanation,
    List<Choice> choices,
    List<String> answer,
    @Nullable Instant replaced) {

  /**
   * A steered choice.
   *
   * @param policy that steers the name
   * @param passedRules why the client is no match for the rules before its own
   * @param members of the pool that answers: the candidates first, then the others
   */
  record Choice(Steering steering, Policy policy, List<String> passedRules, List<Member> members) {

    Map<String, Object> document() {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("owner", steering.owner());
      document.put("type", steering.type().name());
      document.put("located_by", from(steering.fromSubnet()));
      document.put("rule", steering.rule() + 1);
      document.put("rules", policy.rules().size());
      document.put("passed_rules", passedRules);
      document.put("order", steering.order());
      document.put("divisions", steering.divisions().stream().map(Choice::division).toList());
      document.put(
          "passed_over", steering.basis().passedOver().stream().map(Choice::passed).toList());
      document.put("pool", steering.basis().pool());
      document.put("datacenter", steering.basis().datacenter());
      document.put("usable", steering.basis().count().usable());
      document.put("needed", steering.basis().count().needed());
      document.put("assumed_up", steering.basis().assumedUp());
      document.put("on_all_down", steering.spent() == null ? null : Words.of(steering.spent()));
      document.put("members", members.stream().map(Member::document).toList());
      document.put("bucket", steering.bucket() == null ? null : bucket(steering.bucket()));
      document.put("settled_for", steering.settledFor());
      document.put("ttl", steering.ttl());
      document.put("place_scope", steering.placeScope());
      document.put("scope", steering.scope());
      return document;
    }

    private static Map<String, Object> bucket(Bucket bucket) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("client_prefix", bucket.client().toString());
      document.put("key", HexFormat.of().toHexDigits(bucket.key()));
      document.put("chosen_anew_in", bucket.slotLeft() == 0 ? null : bucket.slotLeft());
      return document;
    }

    private static Map<String, Object> division(Division division) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("reason", Words.of(division.reason()));
      document.put("note", division.note());
      document.put("part", division.part() + 1);
      document.put("parts", division.slices().stream().map(Choice::slice).toList());
      return document;
    }

    private static Map<String, Object> slice(Slice slice) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("name", slice.name());
      document.put("share", slice.share());
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
   * @param votes what each vantage says
   * @param weight effective, 0 if left out
   * @param health what of its weight its health leaves it, 0..1
   * @param ramp the share of its clients it is ready for, 0..1
   * @param probability of being in an answer, 0..1
   * @param leftOut why it is no candidate; null if it is one
   */
  record Member(
      String name,
      String datacenter,
      String target,
      String verdict,
      List<Vote> votes,
      boolean picked,
      double weight,
      double health,
      double ramp,
      double probability,
      @Nullable String leftOut) {

    Map<String, Object> document() {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("member", name);
      document.put("datacenter", datacenter);
      document.put("target", target);
      document.put("verdict", verdict);
      document.put("votes", votes.stream().map(Member::vote).toList());
      document.put("picked", picked);
      document.put("weight", weight);
      document.put("health", health);
      document.put("ramp", ramp);
      document.put("probability", probability);
      document.put("left_out", leftOut);
      return document;
    }

    private static Map<String, Object> vote(Vote vote) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("vantage", vote.vantage());
      document.put("region", vote.region());
      document.put("up", vote.up());
      document.put("age_seconds", vote.age().toMillis() / 1000.0);
      document.put("reason", vote.reason());
      document.put("quality", vote.quality());
      document.put("standing", Words.of(vote.standing()));
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
    document.put("snapshot", explanation.provenance().id());
    document.put("generation", explanation.provenance().generation());
    document.put("verdict_epoch", explanation.provenance().verdictEpoch());
    document.put("published", explanation.provenance().published().toString());
    document.put("replaced", replaced == null ? null : replaced.toString());
    document.put("text", ExplanationText.of(this));
    return document;
  }

  /** What located a client (S-1). */
  static String from(boolean subnet) {
    return subnet ? "ecs" : "source";
  }
}
