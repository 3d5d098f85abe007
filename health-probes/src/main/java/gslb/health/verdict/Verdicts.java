package gslb.health.verdict;

import gslb.health.status.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The verdicts on every watched endpoint at one moment.
 *
 * @param epoch grows by one when {@link #up} changes for some endpoint and region, and for nothing
 *     else, so equal epochs of one process mean equal plans
 * @param byEndpoint by endpoint
 * @param isolated probers whose votes are left out (S-19)
 */
public record Verdicts(long epoch, Map<Endpoint, Verdict> byEndpoint, Set<String> isolated) {

  /** Before anything is known: everything is up and nothing is decided. */
  public static final Verdicts EMPTY = new Verdicts(0, Map.of(), Set.of());

  private static final Verdict UNHEARD = Verdict.neverSeen(List.of());

  public Verdicts {
    byEndpoint = Map.copyOf(byEndpoint);
    isolated = Set.copyOf(isolated);
  }

  /** With nobody isolated. */
  public Verdicts(long epoch, Map<Endpoint, Verdict> byEndpoint) {
    this(epoch, byEndpoint, Set.of());
  }

  /** The verdict on an endpoint; on one that is not watched, the one without any vote. */
  public Verdict on(Endpoint endpoint) {
    return byEndpoint.getOrDefault(endpoint, UNHEARD);
  }

  /** Whether the endpoint may be answered; one never heard of may (S-20: fail open). */
  public boolean up(Endpoint endpoint) {
    return on(endpoint).up();
  }

  /** Whether it may be answered to clients near a region. */
  public boolean up(Endpoint endpoint, String region) {
    return on(endpoint).up(region);
  }

  /**
   * The watched endpoints no vote ever counted for. A starting server waits, for a bounded time,
   * until there are none (S-20).
   */
  public List<Endpoint> undecided() {
    return byEndpoint.entrySet().stream()
        .filter(entry -> !entry.getValue().decided())
        .map(Map.Entry::getKey)
        .toList();
  }
}
