package gslb.server.compile;

import gslb.geo.Route;
import gslb.server.snapshot.SteeredName;
import gslb.server.snapshot.SteeredPlans;
import gslb.server.snapshot.SteeredPlans.Shares;
import gslb.server.steer.Candidates;
import gslb.server.steer.Candidates.Candidate;
import gslb.server.steer.Contender;
import gslb.server.steer.Plan;
import gslb.server.steer.Planner;
import gslb.server.wire.RecordTemplate;
import gslb.zones.AnswerType;
import gslb.zones.Declarations;
import gslb.zones.Member;
import gslb.zones.Monitor;
import gslb.zones.Policy.OnAllDown;
import gslb.zones.Pool;
import gslb.zones.Rule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Steered names and usable members as plans. One instance serves one set of verdicts. */
final class PlanCompiler {
  private static final int NEVER = Integer.MAX_VALUE;
  private static final Shares NOT_STEERED =
      new Shares(
          new Contender[] {new Contender("", 1)},
          new Plan[] {
            new Plan.Spent(new Plan.Basis("", "", false, List.of()), NEVER, OnAllDown.NODATA)
          });

  private final Declarations declarations;
  private final Usability usability;
  private final Map<AnswerType, Map<String, Candidates>> candidates =
      new EnumMap<>(AnswerType.class);

  PlanCompiler(Declarations declarations, Usability usability) {
    this.declarations = declarations;
    this.usability = usability;
  }

  SteeredPlans plans(SteeredName name) {
    List<Route> routes = name.routes();
    Shares[] plans = new Shares[routes.size() * AnswerType.values().length];
    for (int route = 0; route < routes.size(); route++) {
      for (AnswerType type : AnswerType.values()) {
        plans[SteeredPlans.at(type, route)] =
            name.types().contains(type) ? shares(name, routes.get(route), type) : NOT_STEERED;
      }
    }
    return new SteeredPlans(plans);
  }

  private Shares shares(SteeredName name, Route route, AnswerType type) {
    Rule rule = name.policy().rules().get(route.rule());
    Contender[] shares = new Contender[rule.split().size()];
    Plan[] plans = new Plan[shares.length];
    for (int i = 0; i < shares.length; i++) {
      Rule.Share share = rule.split().get(i);
      shares[i] = new Contender(String.join(" ", share.pools()), share.percent());
      plans[i] =
          Planner.plan(
              share.pools().stream().map(pool -> candidates(pool, type)).toList(),
              route.datacenters(),
              rule.excludeDatacenters(),
              name.policy().onAllDown(),
              name.hasLastResort(type));
    }
    return new Shares(shares, plans);
  }

  private Candidates candidates(String pool, AnswerType type) {
    return candidates
        .computeIfAbsent(type, _ -> new HashMap<>())
        .computeIfAbsent(pool, _ -> candidates(declared(declarations.pools(), pool), type));
  }

  private Candidates candidates(Pool pool, AnswerType type) {
    Monitor monitor = declared(declarations.monitors(), pool.monitor());
    List<Candidate> members = new ArrayList<>();
    long settledFor = NEVER;
    for (Member member : pool.members()) {
      RecordTemplate template = WireForm.template(member, type);
      if (template != null && member.enabled()) {
        boolean usable = usability.usable(pool, member, type);
        members.add(new Candidate(member, template, usable));
        settledFor = Math.min(settledFor, settledFor(monitor, usable));
      }
    }
    return new Candidates(pool, members, (int) Math.max(1, settledFor));
  }

  /** Whole seconds until so many results in a row could turn the verdict (S-29). */
  private static long settledFor(Monitor monitor, boolean up) {
    return switch (monitor) {
      case Monitor.None _ -> NEVER;
      case Monitor.Http http -> settledFor(http.cadence(), up);
      case Monitor.Tcp tcp -> settledFor(tcp.cadence(), up);
    };
  }

  private static long settledFor(Monitor.Cadence cadence, boolean up) {
    return cadence.interval().multipliedBy(up ? cadence.fall() : cadence.rise()).toSeconds();
  }

  private static <T> T declared(Map<String, T> all, String name) {
    return Objects.requireNonNull(all.get(name), name); // Declarations are cross-checked
  }
}
