package gslb.server.snapshot;

import java.util.concurrent.atomic.AtomicReference;

/**
 * The one cell through which control reaches the answer path. Written by the control thread alone,
 * read by every worker once a batch.
 */
public final class SnapshotRef {
  private final AtomicReference<Snapshot> cell = new AtomicReference<>(Snapshot.EMPTY);

  /** The snapshot to answer from now. */
  public Snapshot get() {
    return cell.getAcquire();
  }

  /** Makes every later batch answer from this one. */
  public void publish(Snapshot snapshot) {
    cell.setRelease(snapshot);
  }
}
