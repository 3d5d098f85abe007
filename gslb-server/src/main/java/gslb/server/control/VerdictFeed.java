package gslb.server.control;

import gslb.health.status.Endpoint;
import gslb.health.status.Sighting;
import gslb.health.status.StatusBoard;
import gslb.health.status.StatusMap;
import gslb.health.verdict.Judge;
import gslb.health.verdict.Verdict;
import gslb.health.verdict.Verdicts;
import gslb.server.compile.Usability;
import gslb.server.snapshot.Snapshot;
import gslb.zones.Declarations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The status map as verdicts: looks at every report at a steady pace, so a thousand changed
 * statuses cost one look (S-25). For the control thread; others may read {@link #verdicts}.
 */
public final class VerdictFeed {
  private static final Logger log = LoggerFactory.getLogger(VerdictFeed.class);

  private final StatusMap statuses;
  private final LongSupplier nanoClock;
  private final StatusBoard board = new StatusBoard();
  private Judge judge;
  private volatile Verdicts verdicts;

  /**
   * A feed that watches nothing yet.
   *
   * @param nanoClock monotonic
   * @param lastKnown verdicts from before, which stand until a vantage says otherwise (S-20)
   */
  public VerdictFeed(StatusMap statuses, LongSupplier nanoClock, Verdicts lastKnown) {
    this.statuses = statuses;
    this.nanoClock = nanoClock;
    this.verdicts = lastKnown;
    this.judge = new Judge(Snapshot.EMPTY.declarations());
  }

  /** Judges what these definitions watch from now on; endpoints that stay keep their verdict. */
  void watch(Declarations declarations) {
    judge = new Judge(declarations);
    look();
  }

  /** Judges anew. */
  void look() {
    Verdicts before = verdicts;
    List<Sighting> sightings = board.observe(statuses.reports(), nanoClock.getAsLong());
    verdicts = judge.judge(before, sightings);
    if (verdicts.epoch() != before.epoch()) {
      verdicts.byEndpoint().forEach((endpoint, verdict) -> tell(endpoint, before, verdict));
    }
  }

  /** Takes these for last known where no vantage has a say now. */
  void recall(Verdicts kept) {
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

  /** The latest verdicts. */
  public Verdicts verdicts() {
    return verdicts;
  }

  /** What verdicts come to for the planner. */
  static Usability usability(Verdicts verdicts) {
    return (pool, member, type) -> {
      Endpoint endpoint = Endpoint.of(pool, member, type);
      return endpoint != null && verdicts.up(endpoint);
    };
  }
}
