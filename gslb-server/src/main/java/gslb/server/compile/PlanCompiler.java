package gslb.server.compile;

import gslb.geo.Route;
import gslb.health.verdict.Fitness;
import gslb.server.snapshot.SteeredName;
import gslb.server.snapshot.SteeredPlans;
import gslb.server.steer.Aim;
import gslb.server.steer.Candidates;
import gslb.server.steer.Candidates.Candidate;
import gslb.server.steer.Choice;
import gslb.server.steer.Lotteries;
import gslb.server.steer.Part;
import gslb.server.steer.Plan;
import gslb.server.steer.Planner;
import gslb.server.wire.RecordTemplate;
import gslb.zones.AnswerType;
import gslb.zones.Declarations;
import gslb.zones.Member;
import gslb.zones.Monitor;
import gslb.zones.Pool;
import gslb.zones.Rule;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Steered names and usable members as plans. One instance serves one set of verdicts. */
final class PlanCompiler {
  private static final int NEVER = Integer.MAX_VALUE;
  private static final Plan.Basis UNDECIDED =
      new Plan.Basis("", "", false, Plan.Count.NONE, List.of());

  private final Declarations declarations;
  private final Usability usability;
  private final Map<Wanted, Candidates> candidates = new HashMap<>();
  private final Map<String, Lotteries> lotteries = new HashMap<>();
  private final Map<Planned, Plan> plans = new HashMap<>();

  PlanCompiler(Declarations declarations, Usability usability) {
    this.declarations = declarations;
    this.usability = usability;
  }

  SteeredPlans plans(SteeredName name) {
    List<Route> routes = name.routes();
    Map<AnswerType, Plan[]> byType = new EnumMap<>(AnswerType.class);
    for (AnswerType type : name.types()) {
      Plan[] byRoute = new Plan[routes.size()];
      Arrays.setAll(byRoute, route -> plan(name, routes.get(route), type));
      byType.put(type, byRoute);
    }
    return new SteeredPlans(byType);
  }

  /** A share that grows takes its new clients from the others in proportion (S-14). */
  private Plan plan(SteeredName name, Route route, AnswerType type) {
    List<Rule.Share> split = name.policy().rules().get(route.rule()).split();
    if (split.size() == 1) {
      return plan(name, route, split.getFirst(), type);
    }
    List<Part> shares = new ArrayList<>();
    Map<String, Integer> named = new HashMap<>();
    for (Rule.Share share : split) {
      String pools = String.join(" ", share.pools());
      int same = named.merge(pools, 1, Integer::sum); // shares of one name would race as one
      shares.add(
          new Part(
              same == 1 ? pools : pools + " #" + same,
              share.percent(),
              plan(name, route, share, type)));
    }
    int settledFor = shares.stream().mapToInt(share -> share.plan().settledFor()).min().orElse(1);
    return new Plan.Divided(UNDECIDED, settledFor, Plan.Reason.SPLIT, "", shares);
  }

  private Plan plan(SteeredName name, Route route, Rule.Share share, AnswerType type) {
    Aim aim =
        new Aim(
            route.datacenters(),
            name.policy().rules().get(route.rule()).excludeDatacenters(),
            share.trickle(),
            name.policy().onAllDown(),
            name.hasLastResort(type),
            usability.spill());
    return plans.computeIfAbsent(new Planned(share.pools(), type, region(route), aim), this::plan);
  }

  /** What a plan follows from, beside the verdicts: names that ask alike share one. */
  private record Planned(List<String> pools, AnswerType type, String region, Aim aim) {}

  private Plan plan(Planned planned) {
    List<Candidates> pools = new ArrayList<>();
    for (String pool : planned.pools()) {
      pools.add(candidates(pool, planned.type(), planned.region()));
    }
    return Planner.plan(pools, planned.aim());
  }

  /** A pool's members for a type, as they look to clients near a region. */
  private record Wanted(String pool, AnswerType type, String region) {}

  private Candidates candidates(String name, AnswerType type, String region) {
    Pool pool = weighed(declared(declarations.pools(), name));
    Monitor monitor = declared(declarations.monitors(), pool.monitor());
    boolean regional = monitor.view() == Monitor.View.REGIONAL;
    return candidates.computeIfAbsent(
        new Wanted(name, type, regional ? region : ""),
        wanted -> candidates(pool, monitor, wanted));
  }

  /** The pool with the weights its members have now. */
  private Pool weighed(Pool pool) {
    return pool.members().stream()
            .allMatch(member -> usability.weight(pool, member) == member.weight())
        ? pool
        : pool.with(
            pool.members().stream()
                .map(member -> member.weighing(usability.weight(pool, member)))
                .toList());
  }

  /**
   * The region clients of a route are near: that of the first datacenter in their order; empty
   * where they have none.
   */
  private String region(Route route) {
    return route.datacenters().isEmpty()
        ? ""
        : declared(declarations.datacenters(), route.datacenters().getFirst()).region();
  }

  private Candidates candidates(Pool pool, Monitor monitor, Wanted wanted) {
    AnswerType type = wanted.type();
    List<Candidate> members = new ArrayList<>();
    long settledFor = NEVER;
    for (Member member : pool.members()) {
      List<RecordTemplate> records = WireForm.templates(member, type, hints(pool, member, wanted));
      if (!records.isEmpty() && member.enabled()) {
        boolean usable = usability.usable(pool, member, type, wanted.region());
        int ramp = usability.ramp(pool, member, type);
        members.add(
            new Candidate(
                member,
                records,
                usable,
                usability.barred(pool, member),
                usability.health(pool, member, type),
                ramp));
        if (usable && ramp < Choice.ONE) {
          settledFor = Math.min(settledFor, pool.ramp().toSeconds() / Fitness.RAMP_STEPS);
        }
        settledFor = Math.min(settledFor, settledFor(monitor, usable));
      }
    }
    return new Candidates(
        pool,
        members,
        (int) Math.max(1, settledFor),
        lotteries.computeIfAbsent(pool.name(), _ -> new Lotteries(pool)));
  }

  /** The addresses that may be hinted at: those that may be answered. */
  private List<InetAddress> hints(Pool pool, Member member, Wanted wanted) {
    List<InetAddress> hints = new ArrayList<>();
    if (member.v4() != null && usability.usable(pool, member, AnswerType.A, wanted.region())) {
      hints.add(member.v4());
    }
    if (member.v6() != null && usability.usable(pool, member, AnswerType.AAAA, wanted.region())) {
      hints.add(member.v6());
    }
    return hints;
  }

  /** Whole seconds until so many results in a row could turn the verdict (S-29). */
  private static long settledFor(Monitor monitor, boolean up) {
    Monitor.Cadence cadence = monitor.cadence();
    return monitor.checks()
        ? cadence.interval().multipliedBy(up ? cadence.fall() : cadence.rise()).toSeconds()
        : NEVER;
  }

  private static <T> T declared(Map<String, T> all, String name) {
    return Objects.requireNonNull(all.get(name), name); // Declarations are cross-checked
  }
}
