package gslb.server.transport;

import gslb.server.answer.Exchange;
import gslb.server.answer.Identity;
import gslb.server.answer.Responder;
import gslb.server.limit.RateLimiter;
import gslb.server.snapshot.Snapshot;
import gslb.server.snapshot.SnapshotRef;
import gslb.server.stats.QueryCounters;
import gslb.server.transfer.Privileges;

/**
 * Answers each message from the snapshot that is published when it arrives; signed ones and
 * transfers by way of what their senders may do.
 */
public final class SnapshotAnswerer implements Answerer {
  private final SnapshotRef snapshots;
  private final Responder responder;
  private final Privileges privileges;
  private final QueryCounters counters;

  /** An answerer for the worker that owns the counters. */
  public SnapshotAnswerer(
      SnapshotRef snapshots,
      Identity identity,
      RateLimiter limiter,
      Privileges privileges,
      QueryCounters counters) {
    this.snapshots = snapshots;
    this.privileges = privileges;
    this.counters = counters;
    this.responder = new Responder(identity, limiter, counters);
  }

  @Override
  public int answer(Exchange exchange) {
    Snapshot snapshot = snapshots.get();
    return Privileges.concern(exchange)
        ? privileges.answer(snapshot, exchange, responder, counters)
        : responder.respond(snapshot, exchange);
  }

  @Override
  public int failure(Exchange exchange) {
    return responder.failure(exchange);
  }
}
