package gslb.server.control;

import gslb.health.override.TargetOverride;
import gslb.health.override.Word;
import gslb.health.status.Endpoint;
import gslb.health.status.KeptReport;
import gslb.health.status.Sighting;
import gslb.health.status.StatusBoard;
import gslb.health.status.StatusMap;
import gslb.health.verdict.Fitness;
import gslb.health.verdict.Judge;
import gslb.health.verdict.Verdict;
import gslb.health.verdict.Verdicts;
import gslb.server.journal.Journal;
import gslb.server.journal.JournalEntry;
import gslb.server.snapshot.Snapshot;
import gslb.zones.Declarations;
import gslb.zones.problem.ClosestWord;
import gslb.zones.yaml.DurationText;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The status map as verdicts: looks at every report at a steady pace, so a thousand changed
 * statuses cost one look (S-25). For the control thread; others may read {@link #verdicts} and
 * {@link #standing}.
 */
public final class VerdictFeed {
  private static final Logger log = LoggerFactory.getLogger(VerdictFeed.class);

  private final StatusMap statuses;
  private final LongSupplier nanoClock;
  private final StatusBoard board = new StatusBoard();
  private final PushedLoads pushed = new PushedLoads();
  private volatile Set<String> known = Set.of();
  private Judge judge;
  private Declarations declarations = Snapshot.EMPTY.declarations();
  private Map<Endpoint, Fitness> fitness = Map.of();
  private Spillover spillover = Spillover.NONE;
  private final OverrideFeed overrides;
  private final Consumer<JournalEntry> journal;
  private final JournalWords told;
  private volatile Forced forced = Forced.NONE;
  private volatile Holds holds;

  /** What {@link #forced} was made from. */
  private List<StandingWord> heeded = List.of();

  private String heededFor = "";
  private volatile Verdicts verdicts;
  private volatile List<Sighting> sightings = List.of();

  /** What was made of them for the planner. */
  private volatile Standing standing;

  /**
   * A feed that watches nothing yet.
   *
   * @param nanoClock monotonic
   * @param lastKnown verdicts from before, which stand until a vantage says otherwise (S-20)
   */
  public VerdictFeed(StatusMap statuses, LongSupplier nanoClock, Verdicts lastKnown) {
    this(
        statuses,
        nanoClock,
        lastKnown,
        OverrideFeed.alone(nanoClock),
        Set.of(),
        () -> Instant.EPOCH,
        entry -> {});
  }

  /**
   * A feed that watches nothing yet.
   *
   * @param nanoClock monotonic
   * @param lastKnown verdicts from before, which stand until a vantage says otherwise (S-20)
   * @param overrides what operators say
   * @param stopped who waited for an operator before
   * @param clock for the journal's times
   * @param journal told of everything that changes; never blocks
   */
  VerdictFeed(
      StatusMap statuses,
      LongSupplier nanoClock,
      Verdicts lastKnown,
      OverrideFeed overrides,
      Set<Standing.Held> stopped,
      InstantSource clock,
      Consumer<JournalEntry> journal) {
    this.statuses = statuses;
    this.nanoClock = nanoClock;
    this.verdicts = lastKnown;
    this.judge = new Judge(declarations);
    this.standing = Standing.of(lastKnown.epoch(), lastKnown);
    this.overrides = overrides;
    this.holds = Holds.stopped(stopped);
    this.journal = journal;
    this.told = new JournalWords(clock);
  }

  /** A feed that keeps what has to be known after a restart in a folder. */
  public static VerdictFeed of(
      StatusMap statuses,
      LongSupplier nanoClock,
      Verdicts lastKnown,
      OverrideFeed overrides,
      HoldStore stopped,
      InstantSource clock,
      Journal journal) {
    return new VerdictFeed(
        statuses, nanoClock, lastKnown, overrides, stopped.read(), clock, journal::append);
  }

  /** Judges what these definitions watch from now on; endpoints that stay keep their verdict. */
  void watch(Declarations declarations) {
    judge = new Judge(declarations);
    this.declarations = declarations;
    known = declarations.datacenters().keySet();
    look();
  }

  /** Judges anew. */
  void look() {
    Verdicts before = verdicts;
    long now = nanoClock.getAsLong();
    sightings = board.observe(statuses.reports(), now);
    verdicts = judge.judge(before, sightings);
    Holds heldBefore = holds;
    holds = holds.next(declarations, before, verdicts, now);
    listen();
    conclude(now);
    if (verdicts.epoch() != before.epoch()) {
      verdicts.byEndpoint().forEach((endpoint, verdict) -> tell(endpoint, before, verdict));
      told.verdicts(declarations, before, verdicts).forEach(journal);
    }
    told.isolated(before.isolated(), verdicts).forEach(journal);
    told.holds(declarations, heldBefore, holds, now).forEach(journal);
  }

  /** Takes in what operators said, here or anywhere, since the last time. */
  private void listen() {
    OverrideFeed.Change change = overrides.look();
    heed(change.learnt());
    told.ended(change.ended()).forEach(journal);
  }

  private void heed(List<TargetOverride> learnt) {
    for (TargetOverride word : learnt) {
      if (word.word() instanceof Word.Restored(Word.Aspect of) && of == Word.Aspect.SERVICE) {
        Set<Standing.Held> restored = Members.held(declarations, word.target());
        holds = holds.released(restored::contains);
      }
    }
    told.said(learnt).forEach(journal);
  }

  /** Says an operator's words, all at once; they are told to everybody. */
  void say(List<StandingWord> drafts) {
    drafts.forEach(overrides::say);
    heed(drafts.stream().map(StandingWord::override).toList());
    conclude(nanoClock.getAsLong());
  }

  /** How things would stand in the end if operators said this. */
  Standing settled(Collection<StandingWord> words) {
    long now = nanoClock.getAsLong();
    return standing.settled(forced.next(words, declarations, now));
  }

  /** What operators say. */
  OverrideFeed overrides() {
    return overrides;
  }

  /** What it comes to. Any thread. */
  Forced forced() {
    return forced;
  }

  /** Who is held down. Any thread. */
  Holds holds() {
    return holds;
  }

  /** What is known and wanted of members now. Any thread. */
  public HealthNow health() {
    return new HealthNow(verdicts, forced, holds, nanoClock.getAsLong());
  }

  /** How many words of operators stand. Any thread. */
  public int standingWords() {
    return overrides.words().size();
  }

  /** How many endpoints are held down. Any thread. */
  public int heldDown() {
    return holds.down().size();
  }

  /** Of the clock that everything here goes by. */
  long nanos() {
    return nanoClock.getAsLong();
  }

  /** What these definitions declare is what is judged. */
  Declarations declarations() {
    return declarations;
  }

  /** Knows reports again that were kept over a restart; before the first look. */
  public void remember(List<KeptReport> kept) {
    board.remember(kept, nanoClock.getAsLong());
  }

  /** What was last seen of every vantage: unchanging. Any thread. */
  public List<Sighting> sightings() {
    return sightings;
  }

  /** Takes these for last known where no vantage has a say now. */
  void recall(Verdicts kept) {
    overrides.recall();
    Map<Endpoint, Verdict> recalled = new HashMap<>(verdicts.byEndpoint());
    boolean turned = false;
    for (Map.Entry<Endpoint, Verdict> entry : recalled.entrySet()) {
      Verdict last = kept.byEndpoint().get(entry.getKey());
      if (last != null && entry.getValue().unknown()) {
        turned |= last.up() != entry.getValue().up();
        entry.setValue(last);
      }
    }
    verdicts = new Verdicts(verdicts.epoch() + (turned ? 1 : 0), recalled, verdicts.isolated());
    conclude(nanoClock.getAsLong());
  }

  /** Works out what the verdicts, and what was measured beside them, come to. */
  private void conclude(long now) {
    fitness = fitness(now);
    spillover = spillover.next(loads(now), declarations.datacenters(), now);
    List<StandingWord> words = overrides.words();
    if (!words.equals(heeded) || !declarations.digest().equals(heededFor) || forced.moving()) {
      forced = forced.next(words, declarations, now);
      heeded = words;
      heededFor = declarations.digest();
    }
    standing =
        Standing.of(declarations, verdicts, fitness, spillover, forced, holds.down(), now)
            .after(standing);
  }

  private static void tell(Endpoint endpoint, Verdicts before, Verdict verdict) {
    if (before.byEndpoint().containsKey(endpoint) && before.up(endpoint) != verdict.up()) {
      log.info(
          "{} is {}: {} of {} vantages see it up; {}",
          endpoint,
          verdict.up() ? "up" : "down",
          verdict.upVotes(),
          verdict.freshVotes(),
          verdict.reason());
    }
  }

  private Map<String, Double> loads(long now) {
    Map<String, Double> loads = Loads.of(declarations, verdicts);
    loads.putAll(pushed.at(now));
    return loads;
  }

  /**
   * Takes a datacenter's load in. Any thread.
   *
   * @return what was taken in
   * @throws BadRequestException if there is no such datacenter
   */
  public Map<String, Object> load(LoadRequest request) {
    if (!known.contains(request.datacenter())) {
      throw new BadRequestException(
          "there is no datacenter '"
              + request.datacenter()
              + "'"
              + ClosestWord.hint(request.datacenter(), known));
    }
    pushed.push(request.datacenter(), request.load(), request.lifetime(), nanoClock.getAsLong());
    return Map.of(
        "datacenter",
        request.datacenter(),
        "load",
        request.load(),
        "lifetime",
        DurationText.print(request.lifetime()));
  }

  private Map<Endpoint, Fitness> fitness(long now) {
    Map<Endpoint, Fitness> next = new HashMap<>();
    verdicts
        .byEndpoint()
        .forEach((endpoint, verdict) ->
            next.put(endpoint, Fitness.next(fitness.get(endpoint), verdict, now)));
    return next;
  }

  /** What the latest verdicts come to for the planner. */
  Standing standing() {
    return standing;
  }

  /** The latest verdicts. Any thread. */
  public Verdicts verdicts() {
    return verdicts;
  }
}
