package gslb.server.steer;

import gslb.server.steer.Candidates.Candidate;
import gslb.server.steer.Plan.Basis;
import gslb.server.steer.Plan.PassedOver;
import gslb.zones.Policy.OnAllDown;
import gslb.zones.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a route answers under the present verdicts: the first pool that is up, in it the
 * tier of the lowest priority that has a usable member, of that the members with weight if any has
 * some, of those the first datacenter of the route's order that has one, and from these the pool's
 * selection (S-8 … S-12). Pure.
 */
public final class Planner {
  private final List<Candidates> pools;
  private final List<String> order;
  private final Set<String> excluded;
  private final List<PassedOver> passedOver = new ArrayList<>();

  private Planner(List<Candidates> pools, List<String> order, Set<String> excluded) {
    this.pools = pools;
    this.order = order;
    this.excluded = excluded;
  }

  /**
   * The plan of a route.
   *
   * @param pools in failover order, at least one
   * @param order the datacenters in the order to try; those not listed come last, together; empty =
   *     all together
   * @param excluded datacenters whose members are no candidates
   * @param onAllDown what to do when every pool is down
   * @param lastResort whether the zone file has an RRset for the type
   */
  public static Plan plan(
      List<Candidates> pools,
      List<String> order,
      Set<String> excluded,
      OnAllDown onAllDown,
      boolean lastResort) {
    Planner planner = new Planner(pools, order, excluded);
    Plan up = planner.firstUp(Candidate::usable, false);
    return up != null ? up : planner.allDown(onAllDown, lastResort);
  }

  private @Nullable Plan firstUp(Predicate<Candidate> usable, boolean assumed) {
    for (int i = 0; i < pools.size(); i++) {
      Candidates pool = pools.get(i);
      List<Candidate> candidates = pool.members().stream().filter(this::included).toList();
      List<Candidate> up = candidates.stream().filter(usable).toList();
      int needed = pool.pool().minimumHealthy().of(candidates.size());
      if (!up.isEmpty() && (assumed || up.size() >= needed)) {
        return select(pool, up, assumed, settledFor(assumed ? pools.size() : i + 1));
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
    return !excluded.contains(candidate.member().datacenter());
  }

  private Plan allDown(OnAllDown declared, boolean lastResort) {
    boolean none = passedOver.stream().allMatch(pool -> pool.candidates() == 0);
    OnAllDown answer =
        switch (declared) {
          case LAST_RESORT -> lastResort ? OnAllDown.LAST_RESORT : OnAllDown.ALL;
          // Without any member of the family nothing is down: there is no data (S-10).
          case ALL, NODATA, SERVFAIL -> none ? OnAllDown.NODATA : declared;
        };
    if (answer == OnAllDown.ALL) {
      Plan assumed = firstUp(candidate -> true, true);
      if (assumed != null) {
        return assumed;
      }
      answer = OnAllDown.NODATA;
    }
    return new Plan.Spent(new Basis("", "", false, passedOver), settledFor(pools.size()), answer);
  }

  private Plan select(Candidates from, List<Candidate> up, boolean assumed, int settled) {
    Pool pool = from.pool();
    int priority = up.stream().mapToInt(c -> c.member().priority()).min().orElseThrow();
    List<Candidate> tier =
        withWeight(up.stream().filter(c -> c.member().priority() == priority).toList());
    String datacenter = firstDatacenter(tier);
    List<Candidate> near =
        datacenter.isEmpty()
            ? tier
            : tier.stream().filter(c -> c.member().datacenter().equals(datacenter)).toList();
    // Where nobody has a weight, all have the same.
    List<Choice> choices =
        near.stream()
            .map(c -> new Choice(c.member(), c.template(), Math.max(1, c.member().weight())))
            .toList();
    Basis basis = new Basis(pool.name(), datacenter, assumed, passedOver);
    int count = pool.maxAnswers();
    if (choices.size() <= count) {
      return new Plan.Fixed(basis, settled, choices);
    }
    return switch (pool.selection()) {
      case WEIGHTED -> new Plan.Drawn(basis, settled, choices, count, false);
      case HASH -> new Plan.Drawn(basis, settled, choices, count, true);
      case ROUND_ROBIN, ALL -> new Plan.Turn(basis, settled, choices, count);
      case PRIORITY -> new Plan.Fixed(basis, settled, choices.subList(0, count));
    };
  }

  /** The first of the order that has a member here; empty where the order names none that has. */
  private String firstDatacenter(List<Candidate> tier) {
    for (String datacenter : order) {
      if (tier.stream().anyMatch(c -> c.member().datacenter().equals(datacenter))) {
        return datacenter;
      }
    }
    return "";
  }

  /** Weight 0 counts only where nobody has more (S-11), in whatever datacenter. */
  private static List<Candidate> withWeight(List<Candidate> tier) {
    List<Candidate> some = tier.stream().filter(c -> c.member().weight() > 0).toList();
    return some.isEmpty() ? tier : some;
  }
}
