package gslb.server.control;

import gslb.health.override.Word;
import gslb.health.status.Endpoint;
import gslb.health.verdict.Fitness;
import gslb.health.verdict.Verdict;
import gslb.zones.AnswerType;
import gslb.zones.Declarations;
import gslb.zones.Member;
import gslb.zones.Pool;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every member with its verdict, as a status shows it. */
public final class MemberLines {
  private MemberLines() {}

  /** A line for every member and address or name of it, in file order. */
  public static List<ServerStatus.MemberLine> of(Declarations declarations, VerdictFeed feed) {
    List<ServerStatus.MemberLine> lines = new ArrayList<>();
    for (Pool pool : declarations.pools().values()) {
      for (Member member : pool.members()) {
        for (AnswerType type : AnswerType.values()) {
          Endpoint endpoint = Endpoint.of(pool, member, type);
          if (endpoint != null) {
            lines.add(line(pool, member, endpoint, feed));
          }
        }
      }
    }
    return lines;
  }

  private static ServerStatus.MemberLine line(
      Pool pool, Member member, Endpoint endpoint, VerdictFeed feed) {
    Verdict verdict = feed.verdicts().on(endpoint);
    boolean enabled = member.enabled();
    MemberName name = new MemberName(pool.name(), member.name());
    String held = feed.holds().describe(pool, endpoint, feed.nanos());
    String forced = forced(feed.forced(), name);
    String word = held == null ? word(verdict) : "held down";
    return new ServerStatus.MemberLine(
        pool.name(),
        member.name(),
        member.datacenter(),
        endpoint.target(),
        enabled ? forced == null ? word : forced : "disabled",
        enabled ? verdict.upVotes() : 0,
        enabled ? verdict.freshVotes() : 0,
        enabled ? held == null ? verdict.reason() : held : "",
        feed.forced().describe(name, feed.nanos()));
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
            : "draining (%d %%)".formatted(100 * steps / Fitness.RAMP_STEPS)
        : "forced " + word.override().word();
  }

  private static String word(Verdict verdict) {
    String word = verdict.up() ? "up" : "down";
    return verdict.unknown() ? "unknown (" + word + ")" : word;
  }
}
