package gslb.health.status;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The status map of a process that shares with nobody. */
public final class LocalStatusMap implements StatusMap {

  private final ConcurrentMap<StatusKey, StatusReport> newest = new ConcurrentHashMap<>();

  @Override
  public void publish(StatusReport report) {
    newest.merge(report.key(), report, StatusReport::newest);
  }

  @Override
  public Collection<StatusReport> reports() {
    return List.copyOf(newest.values());
  }

  @Override
  public void close() {}
}
