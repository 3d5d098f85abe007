package gslb.server.steer;

import gslb.server.steer.Candidates.Candidate;
import gslb.server.steer.Plan.Basis;
import gslb.server.steer.Plan.Count;
import gslb.server.steer.Plan.PassedOver;
import gslb.zones.Policy.OnAllDown;
import gslb.zones.Pool;
import gslb.zones.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a route answers under the present verdicts: the first pool that is up, in it the
 * tier of the lowest priority that has a usable member, of that the members with weight if any has
 * some, of those the first datacenter of the route's order that has one, and from these the pool's
 * selection (S-8 … S-12). Some clients are led elsewhere: a trickle to the next pool, those for
 * whom a member that came back is not ready yet, those for whom a datacenter has no room. Pure.
 */
public final class Planner {
  private static final int PERCENT = 100;

  private final List<Candidates> pools;
  private final Aim aim;

  /** Whether nobody is led elsewhere: this planner is the elsewhere of another. */
  private final boolean plain;

  private final List<PassedOver> passedOver = new ArrayList<>();

  /** Of the pool that is taken. */
  private Count count = Count.NONE;

  /** How many pools were looked at. */
  private int considered;

  private Planner(List<Candidates> pools, Aim aim, boolean plain) {
    this.pools = pools;
    this.aim = aim;
    this.plain = plain;
  }

  /**
   * The plan of a route.
   *
   * @param pools in failover order, at least one
   */
  public static Plan plan(List<Candidates> pools, Aim aim) {
    Planner planner = new Planner(pools, aim, false);
    Plan up = planner.firstUp(Candidate::usable, false);
    return up == null ? planner.allDown() : planner.withTrickle(up);
  }

  private @Nullable Plan firstUp(Predicate<Candidate> usable, boolean assumed) {
    for (int i = 0; i < pools.size(); i++) {
      Candidates pool = pools.get(i);
      List<Candidate> candidates = pool.members().stream().filter(this::included).toList();
      List<Candidate> up = candidates.stream().filter(usable).toList();
      int needed = pool.pool().minimumHealthy().of(candidates.size());
      if (!up.isEmpty() && (assumed || up.size() >= needed)) {
        considered = i + 1;
        count = new Count(up.size(), needed, candidates.size());
        int settled = settledFor(assumed ? pools.size() : considered);
        List<Candidate> tier = tier(up);
        return assumed || plain
            ? select(pool, tier, firstDatacenter(tier), assumed, settled)
            : withRamp(pool, tier, settled);
      }
      if (!assumed) {
        passedOver.add(new PassedOver(pool.pool().name(), up.size(), needed, candidates.size()));
      }
    }
    return null;
  }

  /** A pool that was passed over changes the decision as well when it comes back (S-29). */
  private int settledFor(int considered) {
    return pools.stream().limit(considered).mapToInt(Candidates::settledFor).min().orElseThrow();
  }

  private boolean included(Candidate candidate) {
    return !aim.excluded().contains(candidate.member().datacenter());
  }

  private Plan allDown() {
    OnAllDown declared = aim.onAllDown();
    boolean none = passedOver.stream().allMatch(pool -> pool.candidates() == 0);
    OnAllDown answer =
        switch (declared) {
          case LAST_RESORT -> aim.lastResort() ? OnAllDown.LAST_RESORT : OnAllDown.ALL;
          // Without any member of the family nothing is down: there is no data (S-10).
          case ALL, NODATA, SERVFAIL -> none ? OnAllDown.NODATA : declared;
        };
    if (answer == OnAllDown.ALL) {
      Plan assumed = firstUp(candidate -> !candidate.barred(), true);
      if (assumed == null) { // better one that an operator took away than nobody (P3)
        assumed = firstUp(candidate -> true, true);
      }
      if (assumed != null) {
        return assumed;
      }
      answer = OnAllDown.NODATA;
    }
    return new Plan.Spent(
        new Basis("", "", false, Count.NONE, passedOver), settledFor(pools.size()), answer);
  }

  /** Some clients keep the next pool warm, if there is one that is up. */
  private Plan withTrickle(Plan up) {
    Plan backup = aim.trickle() == 0 ? null : nextPool();
    return backup == null
        ? up
        : divided(
            Plan.Reason.TRICKLE,
            "",
            List.of(
                new Part("main", PERCENT - aim.trickle(), up),
                new Part("trickle", aim.trickle(), backup)));
  }

  /** The plan there would be without the pool that is taken and those before it. */
  private @Nullable Plan nextPool() {
    return considered == pools.size()
        ? null
        : new Planner(pools.subList(considered, pools.size()), aim, true)
            .firstUp(Candidate::usable, false);
  }

  /**
   * While members that came back ramp up, the clients they are not ready for stay elsewhere: in the
   * next datacenter, or where all of a pool is coming back in the next pool (S-21).
   */
  private Plan withRamp(Candidates pool, List<Candidate> tier, int settled) {
    String datacenter = firstDatacenter(tier);
    Plan here = withSpill(pool, tier, datacenter, settled);
    int ready = ready(in(datacenter, tier));
    if (ready == Choice.ONE) {
      return here;
    }
    List<Candidate> others = datacenter.isEmpty() ? List.of() : notIn(datacenter, tier);
    Plan elsewhere =
        others.isEmpty()
            ? nextPool()
            : select(pool, others, firstDatacenter(others), false, settled);
    return elsewhere == null
        ? here
        : divided(
            Plan.Reason.RAMP,
            "",
            List.of(
                new Part("ready", ready, here),
                new Part("ramping", Choice.ONE - ready, elsewhere)));
  }

  /** The share of their clients that members are ready for, 1..{@link Choice#ONE}. */
  private static int ready(List<Candidate> members) {
    long all = members.stream().mapToLong(Candidate::declaredWeight).sum();
    long ready = members.stream().mapToLong(m -> m.declaredWeight() * m.ramp()).sum();
    return Math.clamp(ready / all, 1, Choice.ONE);
  }

  /** Of clients for whom their datacenter has no room each other one takes what it has room for. */
  private Plan withSpill(Candidates pool, List<Candidate> tier, String datacenter, int settled) {
    List<Part> parts = new ArrayList<>();
    aim.spill()
        .of(datacenter)
        .forEach((to, weight) -> {
          if (weight > 0 && !in(to, tier).isEmpty()) {
            parts.add(new Part(to, weight, select(pool, tier, to, false, settled)));
          }
        });
    return datacenter.isEmpty() || parts.isEmpty()
        ? select(pool, tier, datacenter, false, settled)
        : parts.size() == 1
            ? parts.getFirst().plan()
            : divided(Plan.Reason.SPILL, aim.spill().note(datacenter), parts);
  }

  private static Plan divided(Plan.Reason reason, String note, List<Part> parts) {
    int settled = parts.stream().mapToInt(part -> part.plan().settledFor()).min().orElseThrow();
    return new Plan.Divided(parts.getFirst().plan().basis(), settled, reason, note, parts);
  }

  private Plan select(
      Candidates from, List<Candidate> tier, String datacenter, boolean assumed, int settled) {
    Pool pool = from.pool();
    List<Choice> choices = in(datacenter, tier).stream().map(Choice::new).toList();
    Basis basis = new Basis(pool.name(), datacenter, assumed, count, passedOver);
    int most = pool.maxAnswers();
    if (choices.size() <= most) {
      return new Plan.Fixed(basis, settled, choices);
    }
    return switch (pool.selection()) {
      case WEIGHTED, HASH ->
          new Plan.Drawn(
              basis,
              settled,
              choices,
              most,
              pool.selection() == Selection.HASH,
              from.lotteries().tickets(datacenter, choices));
      case ROUND_ROBIN, ALL -> new Plan.Turn(basis, settled, choices, most);
      case PRIORITY -> new Plan.Fixed(basis, settled, choices.subList(0, most));
    };
  }

  /** The first of the order that has a member here; empty where the order names none that has. */
  private String firstDatacenter(List<Candidate> tier) {
    for (String datacenter : aim.order()) {
      if (!in(datacenter, tier).isEmpty()) {
        return datacenter;
      }
    }
    return "";
  }

  /** Those in a datacenter; all for no datacenter. */
  private static List<Candidate> in(String datacenter, List<Candidate> tier) {
    return datacenter.isEmpty()
        ? tier
        : tier.stream().filter(c -> c.member().datacenter().equals(datacenter)).toList();
  }

  private static List<Candidate> notIn(String datacenter, List<Candidate> tier) {
    return tier.stream().filter(c -> !c.member().datacenter().equals(datacenter)).toList();
  }

  /** The lowest priority; weight 0 counts only where nobody of it has more (S-11), wherever. */
  private static List<Candidate> tier(List<Candidate> up) {
    int priority = up.stream().mapToInt(c -> c.member().priority()).min().orElseThrow();
    List<Candidate> tier = up.stream().filter(c -> c.member().priority() == priority).toList();
    List<Candidate> some = tier.stream().filter(c -> c.member().weight() > 0).toList();
    return some.isEmpty() ? tier : some;
  }
}
