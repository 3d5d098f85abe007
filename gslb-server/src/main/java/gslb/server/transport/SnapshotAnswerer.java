package gslb.server.transport;

import gslb.server.answer.Exchange;
import gslb.server.answer.Identity;
import gslb.server.answer.Responder;
import gslb.server.snapshot.SnapshotRef;
import gslb.server.stats.QueryCounters;

/** Answers each message from the snapshot that is published when it arrives. */
public final class SnapshotAnswerer implements Answerer {
  private final SnapshotRef snapshots;
  private final Responder responder;

  /** An answerer for the worker that owns the counters. */
  public SnapshotAnswerer(SnapshotRef snapshots, Identity identity, QueryCounters counters) {
    this.snapshots = snapshots;
    this.responder = new Responder(identity, counters);
  }

  @Override
  public int answer(Exchange exchange) {
    return responder.respond(snapshots.get(), exchange);
  }

  @Override
  public int failure(Exchange exchange) {
    return responder.failure(exchange);
  }
}
