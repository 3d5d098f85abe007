package gslb.server.control;

import gslb.health.status.Endpoint;
import gslb.health.verdict.Verdict;
import gslb.health.verdict.Verdicts;
import gslb.health.verdict.Vote;
import gslb.zones.AnswerType;
import gslb.zones.Declarations;
import gslb.zones.Member;
import gslb.zones.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every member with its verdict, as a status shows it. */
public final class MemberLines {
  private MemberLines() {}

  /** A line for every member and address or name of it, in file order. */
  public static List<ServerStatus.MemberLine> of(Declarations declarations, Verdicts verdicts) {
    List<ServerStatus.MemberLine> lines = new ArrayList<>();
    for (Pool pool : declarations.pools().values()) {
      for (Member member : pool.members()) {
        for (AnswerType type : AnswerType.values()) {
          String target = member.target(type);
          if (target != null) {
            lines.add(line(pool, member, target, Endpoint.of(pool, member, type), verdicts));
          }
        }
      }
    }
    return lines;
  }

  private static ServerStatus.MemberLine line(
      Pool pool, Member member, String target, @Nullable Endpoint endpoint, Verdicts verdicts) {
    Verdict verdict = endpoint == null ? null : verdicts.byEndpoint().get(endpoint);
    return new ServerStatus.MemberLine(
        pool.name(),
        member.name(),
        member.datacenter(),
        target,
        member.enabled() ? word(verdict) : "disabled",
        verdict == null ? 0 : verdict.upVotes(),
        verdict == null ? 0 : verdict.freshVotes(),
        verdict == null ? "" : reason(verdict));
  }

  private static String word(@Nullable Verdict verdict) {
    if (verdict == null) {
      return "unknown";
    }
    String word = verdict.up() ? "up" : "down";
    return verdict.unknown() ? "unknown (" + word + ")" : word;
  }

  /** What the vantages that decided it saw: those that say what it says. */
  private static String reason(Verdict verdict) {
    return switch (verdict.basis()) {
      case QUORUM ->
          verdict.votes().stream()
              .filter(vote -> vote.counted() && vote.up() == verdict.up())
              .map(Vote::reason)
              .distinct()
              .collect(Collectors.joining("; "));
      case LAST_KNOWN -> "no vantage looks at it now";
      case NEVER_SEEN -> "no vantage has looked at it yet";
      case UNMONITORED -> "not monitored";
    };
  }
}
