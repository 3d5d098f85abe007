package gslb.server.control;

import gslb.server.answer.Explanation.Steering;
import gslb.server.answer.Explanation.Weighed;
import gslb.zones.Member;
import gslb.zones.Policy;
import gslb.zones.Pool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of the pool that answers: those the plan chooses among first, then the others with
 * what keeps them out.
 */
final class ExplainedMembers {
  private final Policy policy;
  private final Pool pool;
  private final Steering choice;
  private final HealthNow now;
  private final String region;
  private final Map<String, Weighed> candidates = new HashMap<>();

  /**
   * Nothing is worked out yet.
   *
   * @param now what the choice was made under
   * @param region whose verdicts count for the client; empty where it is near none
   */
  ExplainedMembers(Policy policy, Pool pool, Steering choice, HealthNow now, String region) {
    this.policy = policy;
    this.pool = pool;
    this.choice = choice;
    this.now = now;
    this.region = region;
    choice.candidates().forEach(candidate -> candidates.put(candidate.member(), candidate));
  }

  List<ExplainedAnswer.Member> all() {
    List<ExplainedAnswer.Member> members = new ArrayList<>();
    pool.members().forEach(member -> members.add(explained(member)));
    members.sort(Comparator.comparing(member -> member.leftOut() != null));
    return members;
  }

  private ExplainedAnswer.Member explained(Member member) {
    Weighed candidate = candidates.get(member.name());
    String target = member.target(choice.type());
    MemberHealth health = MemberHealth.of(now, pool, member, choice.type(), region);
    return new ExplainedAnswer.Member(
        member.name(),
        member.datacenter(),
        target == null ? "-" : target,
        target == null ? "-" : health.describe(),
        target == null ? List.of() : health.votes(),
        candidate != null && candidate.picked(),
        candidate == null ? 0 : candidate.weight(),
        candidate == null ? 1 : candidate.health(),
        candidate == null ? 1 : candidate.ramp(),
        candidate == null ? 0 : candidate.probability(),
        candidate == null ? leftOut(member, health) : null);
  }

  /** In the order in which the planner looks. */
  private @Nullable String leftOut(Member member, MemberHealth health) {
    if (!member.enabled()) {
      return "enabled: false";
    }
    if (member.target(choice.type()) == null) {
      return "has no " + choice.type();
    }
    if (policy.rules().get(choice.rule()).excludeDatacenters().contains(member.datacenter())) {
      return "the rule excludes " + member.datacenter();
    }
    if (health.out() != null) {
      return health.out();
    }
    int priority = priority();
    if (member.priority() > priority) {
      return "priority " + member.priority() + ", others have " + priority;
    }
    if (health.weight() == 0) {
      return "weight 0";
    }
    String datacenter = choice.basis().datacenter();
    return datacenter.isEmpty() || member.datacenter().equals(datacenter)
        ? "others are listed first"
        : datacenter + " comes first";
  }

  private int priority() {
    return pool.members().stream()
        .filter(member -> candidates.containsKey(member.name()))
        .mapToInt(Member::priority)
        .min()
        .orElse(0);
  }
}
