package gslb.server.steer;

import gslb.zones.Member;
import gslb.zones.Pool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lotteries of a pool: one for every set of members that plans choose among, made when it is
 * first wanted. Families share them, so that a client's A and AAAA land together (S-13).
 */
public final class Lotteries {
  /** Up to so many members race: that is as fast, and holds for every change of the definitions. */
  static final int MOST_RACERS = 16;

  private final Pool pool;
  private final Map<Field, Lottery> made = new HashMap<>();

  /** Who of a pool is meant. */
  private record Field(int priority, boolean weighty, String datacenter) {
    boolean has(Member member) {
      return member.priority() == priority
          && member.weight() > 0 == weighty
          && (datacenter.isEmpty() || member.datacenter().equals(datacenter));
    }
  }

  /** None yet. */
  public Lotteries(Pool pool) {
    this.pool = pool;
  }

  /**
   * Tickets for some members of one priority, all with a weight or all without.
   *
   * @param datacenter where all of them are; empty = anywhere
   * @param choices the usable ones, at least one
   * @return null where the members that are declared are few, or an answer holds a quarter of them
   */
  @Nullable Tickets tickets(String datacenter, List<Choice> choices) {
    Member one = choices.getFirst().member();
    Field field = new Field(one.priority(), one.weight() > 0, datacenter);
    List<Member> declared = pool.members().stream().filter(field::has).toList();
    if (declared.size() <= Math.max(MOST_RACERS, 4 * pool.maxAnswers())) {
      return null;
    }
    return new Tickets(made.computeIfAbsent(field, _ -> new Lottery(declared)), choices);
  }
}
