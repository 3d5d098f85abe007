package gslb.server.compile;

import gslb.server.steer.Choice;
import gslb.server.steer.Spill;
import gslb.zones.AnswerType;
import gslb.zones.Declarations;
import gslb.zones.Member;
import gslb.zones.Pool;
import java.util.HashSet;
import java.util.Set;

/** Who may be answered: what the verdicts come to for the planner. */
@FunctionalInterface
public interface Usability {

  /** Every member, as before the first verdict or in a check. */
  Usability ALL = (_, _, _) -> true;

  /**
   * Whether the member may be answered for the type.
   *
   * @param member has a target of the type
   */
  boolean usable(Pool pool, Member member, AnswerType type);

  /**
   * Whether the member may be answered to clients near a region.
   *
   * @param region empty = to clients of whom that is not known
   */
  default boolean usable(Pool pool, Member member, AnswerType type, String region) {
    return usable(pool, member, type);
  }

  /**
   * What of a member's weight its health leaves it (S-11).
   *
   * @return 0..{@link Choice#ONE}
   */
  default int health(Pool pool, Member member, AnswerType type) {
    return Choice.ONE;
  }

  /**
   * The share of its clients a member is ready for (S-21).
   *
   * @return 1..{@link Choice#ONE}
   */
  default int ramp(Pool pool, Member member, AnswerType type) {
    return Choice.ONE;
  }

  /** The weight a member has: its own, or what an operator says instead (S-22). */
  default int weight(Pool pool, Member member) {
    return member.weight();
  }

  /** Whether a member is not even answered when nothing else is left (S-22). */
  default boolean barred(Pool pool, Member member) {
    return false;
  }

  /** Where clients go whom their datacenter has no room for. */
  default Spill spill() {
    return Spill.NONE;
  }

  /** The names of the pools in which what is said of a member differs. */
  static Set<String> touched(Declarations declarations, Usability before, Usability after) {
    if (!before.spill().equals(after.spill())) {
      return declarations.pools().keySet();
    }
    Set<String> regions = new HashSet<>(Set.of(""));
    declarations.datacenters().values().forEach(datacenter -> regions.add(datacenter.region()));
    Set<String> touched = new HashSet<>();
    for (Pool pool : declarations.pools().values()) {
      for (Member member : pool.members()) {
        for (AnswerType type : AnswerType.values()) {
          if (member.target(type) != null
              && (differ(before, after, pool, member, type)
                  || regions.stream()
                      .anyMatch(region ->
                          before.usable(pool, member, type, region)
                              != after.usable(pool, member, type, region)))) {
            touched.add(pool.name());
          }
        }
      }
    }
    return touched;
  }

  private static boolean differ(
      Usability one, Usability other, Pool pool, Member member, AnswerType type) {
    return one.weight(pool, member) != other.weight(pool, member)
        || one.barred(pool, member) != other.barred(pool, member)
        || one.health(pool, member, type) != other.health(pool, member, type)
        || one.ramp(pool, member, type) != other.ramp(pool, member, type);
  }
}
