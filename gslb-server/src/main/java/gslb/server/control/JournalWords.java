package gslb.server.control;

import gslb.health.override.TargetOverride;
import gslb.health.status.Endpoint;
import gslb.health.verdict.Hold;
import gslb.health.verdict.Verdict;
import gslb.health.verdict.Verdicts;
import gslb.health.verdict.Vote;
import gslb.server.control.Standing.Held;
import gslb.server.journal.JournalEntry;
import gslb.server.journal.JournalEntry.Event;
import gslb.zones.Declarations;
import gslb.zones.Pool;
import gslb.zones.yaml.DurationText;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a look changed, as entries of the journal: who, what, when, why. */
final class JournalWords {
  private final InstantSource clock;

  JournalWords(InstantSource clock) {
    this.clock = clock;
  }

  /** Verdicts that turned, and on whose word. */
  List<JournalEntry> verdicts(Declarations declarations, Verdicts before, Verdicts after) {
    List<JournalEntry> entries = new ArrayList<>();
    Map<Endpoint, List<MemberName>> members = Members.byEndpoint(declarations);
    after
        .byEndpoint()
        .forEach((endpoint, verdict) -> {
          boolean known = before.byEndpoint().containsKey(endpoint);
          if (known && before.up(endpoint) != verdict.up()) {
            entries.add(
                entry(
                    Event.VERDICT,
                    endpoint.toString(),
                    names(members.getOrDefault(endpoint, List.of())),
                    verdict.up() ? "up" : "down",
                    votes(verdict),
                    "%d of %d vantages see it up"
                        .formatted(verdict.upVotes(), verdict.freshVotes())));
          }
        });
    return entries;
  }

  private static List<String> votes(Verdict verdict) {
    return verdict.votes().stream()
        .filter(Vote::counted)
        .map(vote ->
            "%s: %s, %s".formatted(vote.vantage(), vote.up() ? "up" : "down", vote.reason()))
        .toList();
  }

  /** Vantages whose votes are left out from now on, or count again. */
  List<JournalEntry> isolated(Set<String> before, Verdicts after) {
    if (before.equals(after.isolated())) {
      return List.of();
    }
    List<JournalEntry> entries = new ArrayList<>();
    Set<String> vantages = new TreeSet<>(before);
    vantages.addAll(after.isolated());
    for (String vantage : vantages) {
      boolean now = after.isolated().contains(vantage);
      if (now != before.contains(vantage)) {
        entries.add(
            entry(
                Event.ISOLATION,
                vantage,
                List.of(),
                now ? "isolated" : "back",
                List.of(vantage),
                now
                    ? "it sees nearly everything down, others do not: its votes are left out"
                    : "its votes count again"));
      }
    }
    return entries;
  }

  /** Who is held down from now on, or no longer. */
  List<JournalEntry> holds(Declarations declarations, Holds before, Holds after, long nowNanos) {
    if (before.down().equals(after.down())) {
      return List.of();
    }
    List<JournalEntry> entries = new ArrayList<>();
    Map<Endpoint, List<MemberName>> members = Members.byEndpoint(declarations);
    after.down().stream()
        .filter(held -> !before.down().contains(held))
        .forEach(held ->
            entries.add(
                hold(held, members, "held down", why(declarations, after, held, nowNanos))));
    before.down().stream()
        .filter(held -> !after.down().contains(held))
        .forEach(held -> entries.add(hold(held, members, "released", "no longer held down")));
    return entries;
  }

  private static String why(Declarations declarations, Holds holds, Held held, long nowNanos) {
    Pool pool = declarations.pools().get(held.pool());
    Hold hold = holds.byHeld().get(held);
    return pool == null || hold == null ? "" : hold.describe(pool.holdDown(), nowNanos);
  }

  private JournalEntry hold(
      Held held, Map<Endpoint, List<MemberName>> members, String word, String why) {
    List<MemberName> of =
        members.getOrDefault(held.endpoint(), List.of()).stream()
            .filter(name -> name.pool().equals(held.pool()))
            .toList();
    return entry(Event.HOLD, held.endpoint().toString(), names(of), word, List.of(), why);
  }

  /** What operators said, here or elsewhere. */
  List<JournalEntry> said(List<TargetOverride> words) {
    return words.stream()
        .map(word -> {
          Duration lifetime = word.lifetime();
          String lasting = lifetime == null ? "for ever" : "for " + DurationText.print(lifetime);
          return entry(
              Event.OVERRIDE,
              word.target().toString(),
              List.of(),
              word.word().toString().strip(),
              List.of(word.owner()),
              word.says() ? word.reason() + " (" + lasting + ")" : word.reason());
        })
        .toList();
  }

  /** What operators said and is over. */
  List<JournalEntry> ended(List<TargetOverride> words) {
    return words.stream()
        .map(word ->
            entry(
                Event.ENDED,
                word.target().toString(),
                List.of(),
                word.word().toString(),
                List.of(word.owner()),
                "its time is over: " + word.reason()))
        .toList();
  }

  private JournalEntry entry(
      Event event, String target, List<String> members, String word, List<String> who, String why) {
    return new JournalEntry(clock.instant(), event, target, members, word, who, why);
  }

  private static List<String> names(List<MemberName> members) {
    return members.stream().map(MemberName::toString).toList();
  }
}
