package gslb.server.control;

import gslb.health.status.Endpoint;
import gslb.health.verdict.Verdict;
import gslb.health.verdict.Verdicts;
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
 * What the vantages say of a member as one answer needs it, in words.
 *
 * @param verdicts on what is checked of it: its address or alias, or both addresses for what is
 *     given through records; empty = nothing is
 * @param region the client is near to; empty = that is not known
 */
record MemberHealth(List<Verdict> verdicts, String region) {

  static MemberHealth of(
      Verdicts verdicts, Pool pool, Member member, AnswerType type, String region) {
    List<AnswerType> checked =
        type.isRecord() ? List.of(AnswerType.A, AnswerType.AAAA) : List.of(type);
    List<Verdict> found = new ArrayList<>();
    for (AnswerType each : checked) {
      Endpoint endpoint = Endpoint.of(pool, member, each);
      if (endpoint != null) {
        found.add(verdicts.on(endpoint));
      }
    }
    return new MemberHealth(found, region);
  }

  /** What the vantages see. */
  String describe() {
    return verdicts.isEmpty()
        ? "up, not checked"
        : verdicts.stream().map(this::describe).distinct().collect(Collectors.joining(" / "));
  }

  /** What each vantage says, by vantage. */
  List<Vote> votes() {
    return verdicts.stream()
        .flatMap(verdict -> verdict.votes().stream())
        .sorted(Comparator.comparing(Vote::vantage))
        .toList();
  }

  /** In which way it is down for the client; null if it is not. */
  @Nullable String down() {
    if (verdicts.isEmpty() || verdicts.stream().anyMatch(verdict -> verdict.up(region))) {
      return null;
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
