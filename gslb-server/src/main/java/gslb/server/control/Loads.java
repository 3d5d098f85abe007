package gslb.server.control;

import gslb.health.status.Endpoint;
import gslb.health.verdict.Verdicts;
import gslb.health.verdict.Vote;
import gslb.zones.AnswerType;
import gslb.zones.Check;
import gslb.zones.Declarations;
import gslb.zones.Member;
import gslb.zones.Monitor;
import gslb.zones.Pool;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;

/** What the checks of members tell of their datacenters' loads. */
final class Loads {
  private final Verdicts verdicts;
  private final Set<Endpoint> counted = new HashSet<>();
  private final Map<String, Double> byDatacenter = new HashMap<>();

  private Loads(Verdicts verdicts) {
    this.verdicts = verdicts;
  }

  /** The loads by datacenter; one of which no fresh vantage was told any is absent. */
  static Map<String, Double> of(Declarations declarations, Verdicts verdicts) {
    Loads loads = new Loads(verdicts);
    for (Pool pool : declarations.pools().values()) {
      Monitor monitor = declarations.monitors().get(pool.monitor());
      Check.Load load = monitor == null ? null : monitor.check().load();
      if (load != null) {
        BinaryOperator<Double> together = load.wholeDatacenter() ? Math::max : Double::sum;
        pool.members().forEach(member -> loads.count(pool, member, together));
      }
    }
    return loads.byDatacenter;
  }

  /** A member is one machine, whatever addresses and pools it has: it is counted once. */
  private void count(Pool pool, Member member, BinaryOperator<Double> together) {
    double load = -1;
    boolean known = false;
    for (AnswerType type : AnswerType.values()) {
      Endpoint endpoint = Endpoint.of(pool, member, type);
      if (endpoint != null) {
        known |= !counted.add(endpoint);
        load = Math.max(load, told(endpoint));
      }
    }
    if (member.enabled() && !known && load >= 0) {
      byDatacenter.merge(member.datacenter(), load, together);
    }
  }

  /** The mean of what the vantages were told; negative = nothing. */
  private double told(Endpoint endpoint) {
    return verdicts.on(endpoint).vantages().stream()
        .filter(vote -> vote.load() >= 0)
        .mapToDouble(Vote::load)
        .average()
        .orElse(-1);
  }
}
