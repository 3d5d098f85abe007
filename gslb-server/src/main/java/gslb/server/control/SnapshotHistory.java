package gslb.server.control;

import gslb.health.verdict.Verdicts;
import gslb.server.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Snapshots that were served a while ago, so that an answer of then can still be explained. Written
 * by the control thread, read by admin.
 *
 * <p>What is held is bounded: {@value #MOST} snapshots, {@link #LONGEST}, the generation before the
 * present one but none older, nothing from before other geo databases. Snapshots of one generation
 * share all but the plans that verdicts touched; two generations share the zones and steered names
 * that are the same in both.
 */
public final class SnapshotHistory {
  static final int MOST = 16;
  static final Duration LONGEST = Duration.ofMinutes(10);

  private volatile List<Kept> kept = List.of(); // the latest first

  /** A history without anything in it. */
  public SnapshotHistory() {}

  /**
   * One of them.
   *
   * @param verdicts it was made under
   * @param replaced when another took its place
   */
  record Kept(Snapshot snapshot, Verdicts verdicts, Instant replaced) {
    String id() {
      return snapshot.provenance().id();
    }

    private boolean holds(Instant now) {
      return Duration.between(replaced, now).compareTo(LONGEST) <= 0;
    }
  }

  /** Keeps what is about to be replaced by a snapshot of a generation. */
  void keep(Kept replaced, long generation) {
    List<Kept> keep = new ArrayList<>();
    if (replaced.snapshot().provenance().generation() > 0) {
      keep.add(replaced);
    }
    for (Kept older : kept) {
      if (keep.size() < MOST
          && older.holds(replaced.replaced())
          && older.snapshot().provenance().generation() >= generation - 1) {
        keep.add(older);
      }
    }
    kept = List.copyOf(keep);
  }

  /** Lets go of those that are too old. */
  void expire(Instant now) {
    List<Kept> all = kept;
    if (!all.isEmpty() && !all.getLast().holds(now)) {
      kept = all.stream().filter(each -> each.holds(now)).toList();
    }
  }

  /** Lets go of all: clients are located otherwise from now on. */
  void clear() {
    kept = List.of();
  }

  /** The latest of that id. */
  Optional<Kept> find(String id) {
    return kept.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /** Their ids, the latest first. */
  List<String> ids() {
    return kept.stream().map(Kept::id).distinct().toList();
  }
}
