package gslb.server.compile;

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

  /** The names of the pools in which a member's usability differs. */
  static Set<String> touched(Declarations declarations, Usability before, Usability after) {
    Set<String> touched = new HashSet<>();
    for (Pool pool : declarations.pools().values()) {
      for (Member member : pool.members()) {
        for (AnswerType type : AnswerType.values()) {
          if (member.target(type) != null
              && before.usable(pool, member, type) != after.usable(pool, member, type)) {
            touched.add(pool.name());
          }
        }
      }
    }
    return touched;
  }
}
