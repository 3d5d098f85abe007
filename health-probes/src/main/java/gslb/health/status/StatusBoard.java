package gslb.health.status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The receiver's side of the status map: remembers the newest report of every key and when it last
 * advanced, by its own monotonic clock; clocks of other hosts are never looked at (S-18, S-24).
 *
 * <p>For one thread. A key is kept for ever once seen, so that a report which disappears and comes
 * back is still as old as it is (S-26).
 */
public final class StatusBoard {

  /** Several reports missed in a row: no hiccup, but a silence. */
  static final Duration SILENCE = Duration.ofSeconds(2);

  /**
   * What is held of a key.
   *
   * @param kept whether it is from before a restart
   * @param silenceNanos how long its last silence was; 0 = there was none
   * @param backNanos when that ended
   */
  private record Seen(
      StatusReport report,
      long advancedNanos,
      boolean live,
      boolean kept,
      long silenceNanos,
      long backNanos) {

    static Seen met(StatusReport report, long now, boolean kept) {
      return new Seen(report, now, false, kept, 0, now);
    }

    Seen advancedTo(StatusReport newer, long now) {
      boolean sameRun = newer.epoch() == report.epoch();
      boolean silent = live && now - advancedNanos >= SILENCE.toNanos();
      if (!sameRun) {
        return new Seen(newer, now, !kept, false, 0, now); // it has looked at everything anew
      }
      return silent
          ? new Seen(newer, now, true, false, now - advancedNanos, now)
          : new Seen(newer, now, !kept, false, silenceNanos, backNanos);
    }

    Sighting at(long now) {
      return new Sighting(
          report,
          Duration.ofNanos(now - advancedNanos),
          live,
          Duration.ofNanos(silenceNanos),
          silenceNanos == 0 ? Duration.ZERO : Duration.ofNanos(now - backNanos));
    }
  }

  private final Map<StatusKey, Seen> newest = new HashMap<>();

  /**
   * Knows reports again that were kept over a restart. Nothing older than them wins. None of them
   * counts, and neither does the first that is newer: its vantage may have died in between.
   *
   * @param nowNanos of a monotonic clock
   */
  public void remember(Collection<KeptReport> kept, long nowNanos) {
    for (KeptReport report : kept) {
      long advanced = nowNanos - report.age().toNanos();
      newest.put(report.report().key(), Seen.met(report.report(), advanced, true));
    }
  }

  /**
   * Takes in what a map holds and gives every report known, with its age.
   *
   * @param reports an older one than already seen is ignored
   * @param nowNanos of a monotonic clock, never less than before
   */
  public List<Sighting> observe(Collection<StatusReport> reports, long nowNanos) {
    for (StatusReport report : reports) {
      Seen seen = newest.get(report.key());
      if (seen == null) {
        newest.put(report.key(), Seen.met(report, nowNanos, false));
      } else if (report.newerThan(seen.report)) {
        newest.put(report.key(), seen.advancedTo(report, nowNanos));
      }
    }
    List<Sighting> sightings = new ArrayList<>(newest.size());
    for (Seen seen : newest.values()) {
      sightings.add(seen.at(nowNanos));
    }
    return sightings;
  }
}
