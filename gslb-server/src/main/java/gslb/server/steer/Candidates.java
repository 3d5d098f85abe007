package gslb.server.steer;

import gslb.server.wire.RecordTemplate;
import gslb.zones.Member;
import gslb.zones.Pool;
import java.util.List;

/**
 * A pool as the planner sees it for one answer type.
 *
 * @param pool what is declared
 * @param members the enabled members that have a target of the type (S-10), in file order
 * @param settledFor seconds until a verdict on one of them could change, 1 or more
 * @param lotteries the pool's
 */
public record Candidates(Pool pool, List<Candidate> members, int settledFor, Lotteries lotteries) {
  public Candidates {
    members = List.copyOf(members);
  }

  /**
   * One member.
   *
   * @param records what it answers with, at least one
   * @param usable what its verdict, or an operator, says
   * @param barred whether an operator says that it is not even answered when nothing else is left
   * @param health what of its weight its health leaves it, 0..{@link Choice#ONE}
   * @param ramp the share of its clients it is ready for, 0..{@link Choice#ONE}
   */
  public record Candidate(
      Member member,
      List<RecordTemplate> records,
      boolean usable,
      boolean barred,
      int health,
      int ramp) {

    public Candidate {
      records = List.copyOf(records);
    }

    /** Fit and ready for all of its weight. */
    public Candidate(Member member, List<RecordTemplate> records, boolean usable) {
      this(member, records, usable, false, Choice.ONE, Choice.ONE);
    }

    /** Where nobody has a weight, all have the same. */
    long declaredWeight() {
      return Math.max(1, member.weight());
    }

    /** In parts of {@link Choice#ONE}, never below the least for a usable member (S-11). */
    int weight() {
      return (int) Math.max(1, declaredWeight() * health * ramp / Choice.ONE);
    }
  }
}
