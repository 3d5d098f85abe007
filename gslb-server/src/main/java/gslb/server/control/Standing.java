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

/**
 * What verdicts and measurements come to for the planner at one moment.
 *
 * @param epoch grows by one when anything of it changes that plans depend on
 * @param verdicts who is up
 * @param spill where clients go whom their datacenter has no room for
 * @param weights of members whose pool lets health or a ramp touch them, where they do
 */
record Standing(long epoch, Verdicts verdicts, SpillShares spill, Map<Held, Weights> weights)
    implements Usability {

  /** Before anything is known. */
  static final Standing START = new Standing(0, Verdicts.EMPTY, SpillShares.NONE, Map.of());

  /** An endpoint as one pool has it: the floor and the ramp are the pool's. */
  record Held(String pool, Endpoint endpoint) {}

  /** See {@link Usability#health} and {@link Usability#ramp}. */
  record Weights(int health, int ramp) {
    static final Weights FULL = new Weights(Choice.ONE, Choice.ONE);
  }

  Standing {
    weights = Map.copyOf(weights);
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
        verdicts.epoch(), verdicts, spillover.shares(declarations.datacenters()), weights);
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
            && weights.equals(before.weights);
    return new Standing(same ? before.epoch : before.epoch + 1, verdicts, spill, weights);
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
      return !checked
          || usable(pool, member, AnswerType.A, region)
          || usable(pool, member, AnswerType.AAAA, region);
    }
    Endpoint endpoint = Endpoint.of(pool, member, type);
    return endpoint != null && verdicts.up(endpoint, region);
  }

  @Override
  public int health(Pool pool, Member member, AnswerType type) {
    return weights(pool, member, type).health();
  }

  @Override
  public int ramp(Pool pool, Member member, AnswerType type) {
    return weights(pool, member, type).ramp();
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
