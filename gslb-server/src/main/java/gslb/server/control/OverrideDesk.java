package gslb.server.control;

import gslb.health.override.OverrideTarget;
import gslb.health.override.TargetOverride;
import gslb.health.override.Word;
import gslb.server.journal.Journal;
import gslb.server.journal.JournalEntry;
import gslb.server.snapshot.SnapshotRef;
import gslb.zones.Declarations;
import gslb.zones.problem.ClosestWord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Where operators say their words, and read what was said and what has happened. */
public final class OverrideDesk {
  private final Function<Supplier<Map<String, Object>>, Map<String, Object>> control;
  private final VerdictFeed feed;
  private final Reloader reloader;
  private final SnapshotRef snapshots;
  private final Journal journal;
  private final InstantSource clock;

  /** A desk; what it does is done on the control thread. */
  public OverrideDesk(
      ControlThread control,
      VerdictFeed feed,
      Reloader reloader,
      SnapshotRef snapshots,
      Journal journal,
      InstantSource clock) {
    this(control::run, feed, reloader, snapshots, journal, clock);
  }

  /**
   * A desk.
   *
   * @param control runs something on the thread that owns feed and reloader
   */
  OverrideDesk(
      Function<Supplier<Map<String, Object>>, Map<String, Object>> control,
      VerdictFeed feed,
      Reloader reloader,
      SnapshotRef snapshots,
      Journal journal,
      InstantSource clock) {
    this.control = control;
    this.feed = feed;
    this.reloader = reloader;
    this.snapshots = snapshots;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * Says a word; it is answered by when this comes back.
   *
   * @throws BadRequestException if the target is none
   * @throws RefusedException if it would leave a pool below its safety floor
   */
  public Map<String, Object> say(OverrideRequest request) {
    return control.apply(() -> sayHere(request));
  }

  private Map<String, Object> sayHere(OverrideRequest request) {
    Declarations declarations = feed.declarations();
    OverrideTarget target = target(request.target(), declarations);
    List<MemberName> members = Members.covered(declarations, target);
    if (members.isEmpty()) {
      throw unknown(request.target(), declarations);
    }
    if (!feed.overrides().hasRoom()) {
      throw new RefusedException("too many overrides: restore some that are over");
    }
    StandingWord draft =
        feed.overrides()
            .draft(target, request.word(), request.owner(), request.reason(), request.lifetime());
    List<String> breaches =
        SafetyFloor.breaches(
            declarations,
            feed.settled(feed.overrides().words()),
            feed.settled(feed.overrides().with(draft)));
    if (!breaches.isEmpty() && !request.force()) {
      throw new RefusedException(String.join("; ", breaches) + "; --force does it all the same");
    }
    feed.say(List.of(draft));
    reloader.replan();
    Map<String, Object> document = document(draft, members, declarations);
    document.put("breaches", breaches);
    document.put("kept", feed.overrides().keep());
    return document;
  }

  private Map<String, Object> document(
      StandingWord word, List<MemberName> members, Declarations declarations) {
    long now = feed.nanos();
    Map<String, Object> document = word.document(now);
    document.put("members", members.stream().map(MemberName::toString).toList());
    document.put("disabled", disabled(members, declarations));
    document.put(
        "settles_seconds", seconds(Settling.left(declarations, word, feed.forced().leaves(), now)));
    return document;
  }

  private static long seconds(Duration duration) {
    return duration.plusMillis(999).toSeconds();
  }

  private static List<String> disabled(List<MemberName> members, Declarations declarations) {
    Set<MemberName> meant = Set.copyOf(members);
    return declarations.pools().values().stream()
        .flatMap(pool ->
            pool.members().stream()
                .filter(member -> !member.enabled())
                .map(member -> new MemberName(pool.name(), member.name())))
        .filter(meant::contains)
        .map(MemberName::toString)
        .toList();
  }

  private static OverrideTarget target(String text, Declarations declarations) {
    try {
      return OverrideTarget.read(text, declarations);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(String.valueOf(e.getMessage()));
    }
  }

  private static BadRequestException unknown(String text, Declarations declarations) {
    Set<String> words = new TreeSet<>(declarations.datacenters().keySet());
    if (text.contains("/")) {
      words.clear();
      declarations
          .pools()
          .values()
          .forEach(pool -> pool.members().forEach(m -> words.add(pool.name() + "/" + m.name())));
    } else {
      words.addAll(declarations.pools().keySet());
    }
    return new BadRequestException(
        "no member is meant by '" + text + "'" + ClosestWord.hint(text, words));
  }

  /**
   * Takes back what was said of a target, or of every target that a target with stars matches, and
   * lets members of it come back that wait for that.
   *
   * @throws BadRequestException if nothing was said and no member is meant
   */
  public Map<String, Object> restore(RestoreRequest request) {
    return control.apply(() -> restoreHere(request));
  }

  private Map<String, Object> restoreHere(RestoreRequest request) {
    Declarations declarations = feed.declarations();
    OverrideTarget target = target(request.target(), declarations);
    List<StandingWord> restored =
        feed.overrides().words().stream()
            .filter(word -> target.includes(word.override().target()))
            .toList();
    Set<Standing.Held> meant = Members.held(declarations, target);
    if (restored.isEmpty() && meant.isEmpty()) {
      throw unknown(request.target(), declarations);
    }
    long waiting = feed.holds().byHeld().keySet().stream().filter(meant::contains).count();
    List<StandingWord> drafts = new ArrayList<>();
    for (StandingWord word : restored) {
      TargetOverride said = word.override();
      drafts.add(draft(said.target(), new Word.Restored(said.word().aspect()), request));
    }
    if (waiting > 0 && feed.overrides().hasRoom()) {
      drafts.add(draft(target, new Word.Restored(Word.Aspect.SERVICE), request));
    }
    feed.say(drafts);
    reloader.replan();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("target", target.toString());
    document.put("restored", restored.stream().map(word -> word.document(feed.nanos())).toList());
    document.put("released", waiting);
    document.put("kept", feed.overrides().keep());
    return document;
  }

  private StandingWord draft(OverrideTarget target, Word word, RestoreRequest request) {
    return feed.overrides().draft(target, word, request.owner(), request.reason(), null);
  }

  /** What stands. */
  public Map<String, Object> list() {
    return Map.of("overrides", lines());
  }

  /** What stands, earliest first. */
  public List<Map<String, Object>> lines() {
    Declarations declarations = snapshots.get().declarations();
    List<Map<String, Object>> lines = new ArrayList<>();
    for (StandingWord word : feed.overrides().words()) {
      List<MemberName> members = Members.covered(declarations, word.override().target());
      lines.add(document(word, members, declarations));
    }
    return lines;
  }

  /** What has happened, earliest first. */
  public Map<String, Object> journal(JournalRequest request) {
    Declarations declarations = snapshots.get().declarations();
    try {
      List<JournalEntry> entries =
          request.target().isEmpty()
              ? journal.read(clock.instant().minus(request.since()), entry -> true)
              : journal.read(
                  clock.instant().minus(request.since()),
                  wanted(target(request.target(), declarations), declarations)::has);
      return Map.of("entries", entries.stream().map(JournalEntry::document).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Wanted(OverrideTarget target, Set<String> members) {
    boolean has(JournalEntry entry) {
      OverrideTarget about = OverrideTarget.parse(entry.target());
      return (about != null && target.includes(about))
          || entry.members().stream().anyMatch(members::contains);
    }
  }

  private static Wanted wanted(OverrideTarget target, Declarations declarations) {
    return new Wanted(
        target,
        Members.covered(declarations, target).stream()
            .map(MemberName::toString)
            .collect(Collectors.toSet()));
  }
}
