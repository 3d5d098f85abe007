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
 */
public record Candidates(Pool pool, List<Candidate> members, int settledFor) {
  public Candidates {
    members = List.copyOf(members);
  }

  /**
   * One member.
   *
   * @param template its record, see {@link Choice}
   * @param usable what its verdict says
   */
  public record Candidate(Member member, RecordTemplate template, boolean usable) {}
}
