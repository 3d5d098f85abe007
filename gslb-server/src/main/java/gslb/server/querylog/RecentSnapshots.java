package gslb.server.querylog;

import gslb.server.snapshot.Provenance;
import gslb.server.snapshot.Snapshot;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot that is served, and for one more look at the rings the one before it: an entry may
 * have been made from that. Older ones are not held, a snapshot can be large.
 */
final class RecentSnapshots {
  private @Nullable Snapshot current;
  private @Nullable Snapshot previous;

  /** The rings are about to be looked at. */
  @SuppressWarnings("ReferenceEquality") // the very object; comparing what it holds takes long
  void look(Snapshot served) {
    previous = current == served ? null : current;
    current = served;
  }

  /** Nothing will be looked at for a while. */
  void forget() {
    previous = null;
    current = null;
  }

  /** The snapshot of those definitions and verdicts, if it is still known. */
  Optional<Snapshot> of(long generation, long epoch) {
    if (is(current, generation, epoch)) {
      return Optional.ofNullable(current);
    }
    return is(previous, generation, epoch) ? Optional.ofNullable(previous) : Optional.empty();
  }

  private static boolean is(@Nullable Snapshot snapshot, long generation, long epoch) {
    if (snapshot == null) {
      return false;
    }
    Provenance from = snapshot.provenance();
    return from.generation() == generation && from.verdictEpoch() == epoch;
  }
}
