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

  private record Seen(StatusReport report, long advancedNanos, boolean live, boolean kept) {}

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
      newest.put(report.report().key(), new Seen(report.report(), advanced, false, true));
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
        newest.put(report.key(), new Seen(report, nowNanos, false, false));
      } else if (report.newerThan(seen.report)) {
        newest.put(report.key(), new Seen(report, nowNanos, !seen.kept, false));
      }
    }
    List<Sighting> sightings = new ArrayList<>(newest.size());
    for (Seen seen : newest.values()) {
      Duration age = Duration.ofNanos(nowNanos - seen.advancedNanos);
      sightings.add(new Sighting(seen.report, age, seen.live));
    }
    return sightings;
  }
}
