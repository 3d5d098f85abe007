package gslb.server.control;

import gslb.health.status.Endpoint;
import gslb.health.verdict.Fitness;
import gslb.health.verdict.Verdicts;
import gslb.server.compile.Usability;
import gslb.server.steer.Choice;
import gslb.zones.AnswerType;
import gslb.zones.Declarations;
import gslb.zones.Member;
import gslb.zones.Pool;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What verdicts and measurements come to for the planner at one moment.
 *
 * @param epoch grows by one when anything of it changes that plans depend on
 * @param verdicts who is up
 * @param spill where clients go whom their datacenter has no room for
 * @param weights of members whose pool lets health or a ramp touch them, where they do
 * @param forced what operators say
 * @param heldDown who is up by the vantages and stays down all the same
 */
record Standing(
    long epoch,
    Verdicts verdicts,
    SpillShares spill,
    Map<Held, Weights> weights,
    Forced forced,
    Set<Held> heldDown)
    implements Usability {

  /** Before anything is known. */
  static final Standing START = of(0, Verdicts.EMPTY);

  /** Nobody says anything, and nobody is held down. */
  Standing(long epoch, Verdicts verdicts, SpillShares spill, Map<Held, Weights> weights) {
    this(epoch, verdicts, spill, weights, Forced.NONE, Set.of());
  }

  /** Nothing but verdicts. */
  static Standing of(long epoch, Verdicts verdicts) {
    return new Standing(epoch, verdicts, SpillShares.NONE, Map.of());
  }

  /** An endpoint as one pool has it: the floor and the ramp are the pool's. */
  record Held(String pool, Endpoint endpoint) {}

  /** See {@link Usability#health} and {@link Usability#ramp}. */
  record Weights(int health, int ramp) {
    static final Weights FULL = new Weights(Choice.ONE, Choice.ONE);
  }

  Standing {
    weights = Map.copyOf(weights);
    heldDown = Set.copyOf(heldDown);
  }

  /**
   * How things stand, with the verdicts' epoch.
   *
   * @param nowNanos of the clock the fitness was told
   */
  static Standing of(
      Declarations declarations,
      Verdicts verdicts,
      Map<Endpoint, Fitness> fitness,
      Spillover spillover,
      Forced forced,
      Set<Held> heldDown,
      long nowNanos) {
    Map<Held, Weights> weights = new HashMap<>();
    for (Pool pool : declarations.pools().values()) {
      if (pool.healthFloor() == 100 && pool.ramp().isZero()) {
        continue;
      }
      for (Member member : pool.members()) {
        for (AnswerType type : AnswerType.values()) {
          Endpoint endpoint = Endpoint.of(pool, member, type);
          Fitness fit = endpoint == null ? null : fitness.get(endpoint);
          if (endpoint != null && fit != null && fit.up()) {
            Weights of = weights(pool, fit, nowNanos);
            if (!of.equals(Weights.FULL)) {
              weights.put(new Held(pool.name(), endpoint), of);
            }
          }
        }
      }
    }
    return new Standing(
        verdicts.epoch(),
        verdicts,
        spillover.shares(declarations.datacenters()),
        weights,
        forced,
        heldDown);
  }

  private static Weights weights(Pool pool, Fitness fitness, long nowNanos) {
    double health = Math.max(pool.healthFloor() / 100.0, fitness.quality());
    int ramped = fitness.ramped(pool.ramp(), nowNanos);
    return new Weights(
        (int) Math.round(Choice.ONE * health), Choice.ONE / Fitness.RAMP_STEPS * ramped);
  }

  /** The same, with an epoch that tells it from the one before. */
  Standing after(Standing before) {
    boolean same =
        verdicts.epoch() == before.verdicts.epoch()
            && spill.equals(before.spill)
            && weights.equals(before.weights)
            && forced.plansLike(before.forced)
            && heldDown.equals(before.heldDown);
    return new Standing(
        same ? before.epoch : before.epoch + 1, verdicts, spill, weights, forced, heldDown);
  }

  /** The same under other words, in the end: who is to lose all clients has lost them. */
  Standing settled(Forced other) {
    return new Standing(epoch, verdicts, spill, weights, other.settled(), heldDown);
  }

  @Override
  public boolean usable(Pool pool, Member member, AnswerType type) {
    return usable(pool, member, type, "");
  }

  @Override
  public boolean usable(Pool pool, Member member, AnswerType type, String region) {
    if (type.isRecord()) {
      boolean checked =
          member.checked(AnswerType.A) != null || member.checked(AnswerType.AAAA) != null;
      MemberName name = new MemberName(pool.name(), member.name());
      return (!checked && (forced.up(name) || forced.steps(name) > 0))
          || usable(pool, member, AnswerType.A, region)
          || usable(pool, member, AnswerType.AAAA, region);
    }
    Endpoint endpoint = Endpoint.of(pool, member, type);
    if (endpoint == null) {
      return false;
    }
    MemberName name = new MemberName(pool.name(), member.name());
    return forced.up(name)
        || (forced.steps(name) > 0
            && verdicts.up(endpoint, region)
            && !heldDown.contains(new Held(pool.name(), endpoint)));
  }

  @Override
  public int weight(Pool pool, Member member) {
    return forced.weight(new MemberName(pool.name(), member.name()), member.weight());
  }

  @Override
  public boolean barred(Pool pool, Member member) {
    return forced.barred(new MemberName(pool.name(), member.name()));
  }

  @Override
  public int health(Pool pool, Member member, AnswerType type) {
    return weights(pool, member, type).health();
  }

  @Override
  public int ramp(Pool pool, Member member, AnswerType type) {
    int left = forced.steps(new MemberName(pool.name(), member.name()));
    int ramp = weights(pool, member, type).ramp();
    return left == 0 ? ramp : Math.min(ramp, Choice.ONE / Fitness.RAMP_STEPS * left);
  }

  private Weights weights(Pool pool, Member member, AnswerType type) {
    if (weights.isEmpty()) {
      return Weights.FULL;
    }
    if (type.isRecord()) { // as its first address, so that they are chosen together
      boolean first = member.checked(AnswerType.A) != null;
      return weights(pool, member, first ? AnswerType.A : AnswerType.AAAA);
    }
    Endpoint endpoint = Endpoint.of(pool, member, type);
    return endpoint == null
        ? Weights.FULL
        : weights.getOrDefault(new Held(pool.name(), endpoint), Weights.FULL);
  }
}
