package gslb.server.control;

import gslb.health.status.Endpoint;
import gslb.health.verdict.Verdict;
import gslb.health.verdict.Verdicts;
import gslb.health.verdict.Vote;
import gslb.server.steer.Choice;
import gslb.zones.AnswerType;
import gslb.zones.Declarations;
import gslb.zones.Member;
import gslb.zones.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Every member with its verdict, as a status shows it. */
public final class MemberLines {
  private static final int PERCENT = 100;

  private MemberLines() {}

  /**
   * A line for every member and address or name of it, in file order.
   *
   * @param override the operator's standing word on a member of a pool; empty = there is none
   */
  public static List<ServerStatus.MemberLine> of(
      Declarations declarations, VerdictFeed feed, BiFunction<Pool, Member, String> override) {
    Standing standing = feed.standing();
    Verdicts verdicts = feed.verdicts();
    List<ServerStatus.MemberLine> lines = new ArrayList<>();
    for (Pool pool : declarations.pools().values()) {
      for (Member member : pool.members()) {
        for (AnswerType type : AnswerType.values()) {
          Endpoint endpoint = Endpoint.of(pool, member, type);
          if (endpoint != null) {
            int factor =
                PERCENT
                    * standing.health(pool, member, type)
                    / Choice.ONE
                    * standing.ramp(pool, member, type)
                    / Choice.ONE;
            lines.add(
                line(
                    pool,
                    member,
                    endpoint,
                    verdicts.on(endpoint),
                    factor,
                    override.apply(pool, member)));
          }
        }
      }
    }
    return lines;
  }

  private static ServerStatus.MemberLine line(
      Pool pool, Member member, Endpoint endpoint, Verdict verdict, int factor, String override) {
    boolean enabled = member.enabled();
    return new ServerStatus.MemberLine(
        pool.name(),
        member.name(),
        member.datacenter(),
        endpoint.target(),
        enabled ? word(verdict) : "disabled",
        enabled ? verdict.upVotes() : 0,
        enabled ? verdict.freshVotes() : 0,
        verdict.votes().stream()
            .filter(Vote::counted)
            .mapToLong(vote -> vote.age().toMillis())
            .min()
            .orElse(-1),
        enabled ? factor : 0,
        override,
        enabled ? verdict.reason() : "",
        verdict.votes().stream().map(MemberLines::vote).toList());
  }

  private static ServerStatus.VoteLine vote(Vote vote) {
    return new ServerStatus.VoteLine(
        vote.vantage(),
        vote.region(),
        vote.up() ? "up" : "down",
        Words.of(vote.standing()),
        vote.age().toMillis(),
        vote.quality(),
        vote.reason());
  }

  private static String word(Verdict verdict) {
    String word = verdict.up() ? "up" : "down";
    return verdict.unknown() ? "unknown (" + word + ")" : word;
  }
}
