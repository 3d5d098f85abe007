package gslb.server.control;

import gslb.health.status.Endpoint;
import gslb.health.verdict.Verdict;
import gslb.health.verdict.Verdicts;
import gslb.zones.AnswerType;
import gslb.zones.Declarations;
import gslb.zones.Member;
import gslb.zones.Pool;
import java.util.ArrayList;
import java.util.List;

/** Every member with its verdict, as a status shows it. */
public final class MemberLines {
  private MemberLines() {}

  /** A line for every member and address or name of it, in file order. */
  public static List<ServerStatus.MemberLine> of(Declarations declarations, Verdicts verdicts) {
    List<ServerStatus.MemberLine> lines = new ArrayList<>();
    for (Pool pool : declarations.pools().values()) {
      for (Member member : pool.members()) {
        for (AnswerType type : AnswerType.values()) {
          Endpoint endpoint = Endpoint.of(pool, member, type);
          if (endpoint != null) {
            lines.add(line(pool, member, endpoint, verdicts));
          }
        }
      }
    }
    return lines;
  }

  private static ServerStatus.MemberLine line(
      Pool pool, Member member, Endpoint endpoint, Verdicts verdicts) {
    Verdict verdict = verdicts.on(endpoint);
    boolean enabled = member.enabled();
    return new ServerStatus.MemberLine(
        pool.name(),
        member.name(),
        member.datacenter(),
        endpoint.target(),
        enabled ? word(verdict) : "disabled",
        enabled ? verdict.upVotes() : 0,
        enabled ? verdict.freshVotes() : 0,
        enabled ? verdict.reason() : "");
  }

  private static String word(Verdict verdict) {
    String word = verdict.up() ? "up" : "down";
    return verdict.unknown() ? "unknown (" + word + ")" : word;
  }
}
