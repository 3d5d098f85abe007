package gslb.server.transport;

import gslb.server.answer.Exchange;
import gslb.server.answer.Identity;
import gslb.server.answer.Recorder;
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
  private final Recorder recorder;

  /**
   * An answerer for the worker that owns the counters.
   *
   * @param recorder notes a sample of its answers
   */
  public SnapshotAnswerer(
      SnapshotRef snapshots,
      Identity identity,
      RateLimiter limiter,
      Privileges privileges,
      QueryCounters counters,
      Recorder recorder) {
    this.snapshots = snapshots;
    this.privileges = privileges;
    this.counters = counters;
    this.recorder = recorder;
    this.responder = new Responder(identity, limiter, counters);
  }

  @Override
  public int answer(Exchange exchange) {
    Snapshot snapshot = snapshots.get();
    return recorder.isOn() ? recorded(snapshot, exchange) : made(snapshot, exchange);
  }

  private int made(Snapshot snapshot, Exchange exchange) {
    return Privileges.concern(exchange)
        ? privileges.answer(snapshot, exchange, responder, counters)
        : responder.respond(snapshot, exchange);
  }

  private int recorded(Snapshot snapshot, Exchange exchange) {
    boolean privileged = Privileges.concern(exchange);
    recorder.begin();
    int length = made(snapshot, exchange);
    if (privileged) {
      recorder.endOther(exchange, length);
    } else {
      recorder.end(snapshot, exchange, length);
    }
    return length;
  }

  @Override
  public int failure(Exchange exchange) {
    int length = responder.failure(exchange);
    if (recorder.isOn()) {
      recorder.end(snapshots.get(), exchange, length);
    }
    return length;
  }
}
