package gslb.health.status;

import java.util.Map;

/**
 * Everything one vantage thinks of one datacenter's endpoints at one moment: a whole, never a
 * change, so a lost report costs nothing once the next one comes (S-25).
 *
 * @param key who speaks about what
 * @param region the vantage's region
 * @param epoch grows with every start of the writer
 * @param sequence grows with every report of an epoch, from 1
 * @param statuses by endpoint; one that has no result yet is absent
 */
public record StatusReport(
    StatusKey key, String region, long epoch, long sequence, Map<Endpoint, MemberStatus> statuses) {

  public StatusReport {
    statuses = Map.copyOf(statuses);
  }

  /** Whether this one supersedes another of the same key: epoch first, then sequence (S-24). */
  public boolean newerThan(StatusReport other) {
    return epoch != other.epoch ? epoch > other.epoch : sequence > other.sequence;
  }

  /** The one that supersedes the other; the first if they are the same report. */
  public static StatusReport newest(StatusReport one, StatusReport other) {
    return other.newerThan(one) ? other : one;
  }
}
