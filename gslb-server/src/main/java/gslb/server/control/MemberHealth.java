package gslb.server.control;

import gslb.health.override.Word;
import gslb.health.status.Endpoint;
import gslb.health.verdict.Verdict;
import gslb.health.verdict.Vote;
import gslb.zones.AnswerType;
import gslb.zones.Member;
import gslb.zones.Pool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the vantages, and operators, say of a member as one answer needs it, in words.
 *
 * @param verdicts on what is checked of it: its address or alias, or both addresses for what is
 *     given through records; empty = nothing is
 * @param region the client is near to; empty = that is not known
 * @param held why it stays down although it is up; null = it does not
 * @param service what an operator says of whether it serves; null = nothing
 * @param said everything operators say of it; empty = nothing
 * @param weight what it has of its own, or from an operator
 */
record MemberHealth(
    List<Verdict> verdicts,
    String region,
    @Nullable String held,
    @Nullable Word service,
    String said,
    int weight) {

  static MemberHealth of(HealthNow now, Pool pool, Member member, AnswerType type, String region) {
    List<AnswerType> checked =
        type.isRecord() ? List.of(AnswerType.A, AnswerType.AAAA) : List.of(type);
    List<Verdict> found = new ArrayList<>();
    List<String> held = new ArrayList<>();
    for (AnswerType each : checked) {
      Endpoint endpoint = Endpoint.of(pool, member, each);
      if (endpoint != null) {
        found.add(now.verdicts().on(endpoint));
        String why = now.holds().describe(pool, endpoint, now.nanos());
        if (why != null) {
          held.add(why);
        }
      }
    }
    MemberName name = new MemberName(pool.name(), member.name());
    StandingWord service = now.forced().service(name);
    return new MemberHealth(
        found,
        region,
        held.isEmpty() || held.size() < found.size() ? null : held.getFirst(),
        service == null ? null : service.override().word(),
        now.forced().describe(name, now.nanos()),
        now.forced().weight(name, member.weight()));
  }

  /** What operators say and the vantages see. */
  String describe() {
    String seen =
        verdicts.isEmpty()
            ? "up, not checked"
            : verdicts.stream().map(this::describe).distinct().collect(Collectors.joining(" / "));
    String kept = held == null ? seen : "held down, it " + held + "; " + seen;
    return said.isEmpty() ? kept : "override: " + said + "; " + kept;
  }

  /** What each vantage says, by vantage. */
  List<Vote> votes() {
    return verdicts.stream()
        .flatMap(verdict -> verdict.votes().stream())
        .sorted(Comparator.comparing(Vote::vantage))
        .toList();
  }

  /** Why no client gets it; null if some could. */
  @Nullable String out() {
    return switch (service) {
      case Word.Drain _ -> "drained";
      case Word.Down _ -> "forced down";
      case Word.Up _ -> null;
      case Word.Weight _, Word.Restored _ -> seenOut();
      case null -> seenOut();
    };
  }

  private @Nullable String seenOut() {
    if (verdicts.isEmpty() || verdicts.stream().anyMatch(verdict -> verdict.up(region))) {
      return held == null ? null : "held down";
    }
    return verdicts.stream().anyMatch(Verdict::up) ? "down as seen from " + region : "down";
  }

  private String describe(Verdict verdict) {
    Boolean near = verdict.regions().get(region);
    return near == null
        ? words(verdict)
        : "from %s %s; all: %s".formatted(region, near ? "up" : "down", words(verdict));
  }

  private static String words(Verdict verdict) {
    String word = verdict.up() ? "up" : "down";
    return switch (verdict.basis()) {
      case QUORUM ->
          "%s, %d of %d vantages see it up, %s ago%s"
              .formatted(
                  word,
                  verdict.upVotes(),
                  verdict.freshVotes(),
                  oldest(verdict),
                  verdict.votes().stream()
                      .filter(vote -> vote.counted() && !vote.up())
                      .min(Comparator.comparing(Vote::vantage))
                      .map(vote -> "; " + vote.vantage() + ": " + vote.reason())
                      .orElse(""));
      case LAST_KNOWN -> "unknown, last known " + word;
      case NEVER_SEEN -> "unknown, never seen";
      case UNMONITORED -> "up, not monitored";
    };
  }

  /** The age of the oldest vote that counts, {@code 0.4 s}. */
  private static String oldest(Verdict verdict) {
    long millis =
        verdict.votes().stream()
            .filter(Vote::counted)
            .mapToLong(vote -> vote.age().toMillis())
            .max()
            .orElse(0);
    return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }
}
