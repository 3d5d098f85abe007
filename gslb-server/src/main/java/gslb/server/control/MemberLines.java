package gslb.server.control;

import gslb.health.override.Word;
import gslb.health.status.Endpoint;
import gslb.health.verdict.Fitness;
import gslb.health.verdict.Verdict;
import gslb.health.verdict.Vote;
import gslb.server.steer.Choice;
import gslb.zones.AnswerType;
import gslb.zones.Declarations;
import gslb.zones.Member;
import gslb.zones.Pool;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every member with its verdict, as a status shows it. */
public final class MemberLines {
  private static final int PERCENT = 100;

  private MemberLines() {}

  /** A line for every member and address or name of it, in file order. */
  public static List<ServerStatus.MemberLine> of(Declarations declarations, VerdictFeed feed) {
    Standing standing = feed.standing();
    HealthNow now = feed.health();
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
            lines.add(line(pool, member, endpoint, now, factor));
          }
        }
      }
    }
    return lines;
  }

  private static ServerStatus.MemberLine line(
      Pool pool, Member member, Endpoint endpoint, HealthNow now, int factor) {
    Verdict verdict = now.verdicts().on(endpoint);
    boolean enabled = member.enabled();
    MemberName name = new MemberName(pool.name(), member.name());
    String held = now.holds().describe(pool, endpoint, now.nanos());
    String forced = forced(now.forced(), name);
    String word = held == null ? word(verdict) : "held down";
    return new ServerStatus.MemberLine(
        pool.name(),
        member.name(),
        member.datacenter(),
        endpoint.target(),
        enabled ? forced == null ? word : forced : "disabled",
        enabled ? verdict.upVotes() : 0,
        enabled ? verdict.freshVotes() : 0,
        verdict.votes().stream()
            .filter(Vote::counted)
            .mapToLong(vote -> vote.age().toMillis())
            .min()
            .orElse(-1),
        enabled ? factor : 0,
        now.forced().describe(name, now.nanos()),
        enabled ? held == null ? verdict.reason() : held : "",
        verdict.votes().stream().map(MemberLines::vote).toList());
  }

  /** An operator's word on whether it serves; null = there is none. */
  private static @Nullable String forced(Forced forced, MemberName name) {
    StandingWord word = forced.service(name);
    if (word == null) {
      return null;
    }
    int steps = forced.steps(name);
    return word.override().word() instanceof Word.Drain
        ? steps == 0
            ? "drained"
            : "draining (%d %%)".formatted(PERCENT * steps / Fitness.RAMP_STEPS)
        : "forced " + word.override().word();
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
