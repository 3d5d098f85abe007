package gslb.health.probe;

import gslb.health.status.Endpoint;
import gslb.health.status.MemberStatus;
import gslb.health.status.Watch;
import gslb.zones.Monitor;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one vantage thinks of each endpoint: a damper and the last finding. For one thread. */
public final class Opinions {

  private static final Logger log = LoggerFactory.getLogger(Opinions.class);

  private record Opinion(Damper damper, String reason, Quality quality, double load) {
    MemberStatus status() {
      return new MemberStatus(damper.up(), reason, quality.percent(), load);
    }
  }

  private final String vantage;
  private final Map<Endpoint, Opinion> byEndpoint = new HashMap<>();

  /** How often an endpoint that there is no opinion of has timed out so far. */
  private final Map<Endpoint, Integer> timeOuts = new HashMap<>();

  /**
   * Without any opinion yet.
   *
   * @param vantage whose, for the log
   */
  public Opinions(String vantage) {
    this.vantage = vantage;
  }

  /** Takes a result in. */
  public void heard(Watch watch, ProbeResult result) {
    Monitor.Cadence cadence = watch.monitor().cadence();
    Opinion last = byEndpoint.get(watch.endpoint());
    if (last == null && slowAtFirst(watch, result)) {
      return;
    }
    Damper damper =
        last == null
            ? Damper.first(result.succeeded())
            : last.damper().after(result.succeeded(), cadence);
    String reason = result.describe();
    if (damper.contrary() > 0) {
      reason += " (" + damper.contrary() + " of " + damper.needed(cadence) + ")";
    }
    if (last == null || last.damper().up() != damper.up()) {
      String word = damper.up() ? "up" : "down";
      log.info("{}: {} is {}: {}", vantage, watch.endpoint(), word, reason);
    }
    Quality quality = last == null ? Quality.UNKNOWN : last.quality();
    byEndpoint.put(
        watch.endpoint(), new Opinion(damper, reason, quality.after(result), load(result, last)));
  }

  /**
   * Whether it is too early for an opinion: what takes too long at first may be this prober, which
   * has just started on a busy host and would find everything down at once. So an endpoint that was
   * never seen is down by time-outs only after as many as take any status down.
   */
  private boolean slowAtFirst(Watch watch, ProbeResult result) {
    boolean slow =
        result instanceof ProbeResult.Failure(ProbeResult.Reason reason, String _)
            && reason == ProbeResult.Reason.TIMED_OUT;
    int times = slow ? timeOuts.merge(watch.endpoint(), 1, Integer::sum) : 0;
    if (slow && times < watch.monitor().cadence().fall()) {
      return true;
    }
    timeOuts.remove(watch.endpoint());
    return false;
  }

  /** One failure does not take a load away; an endpoint that is down has none that matters. */
  private static double load(ProbeResult result, @Nullable Opinion last) {
    return switch (result) {
      case ProbeResult.Success(Duration _, double load) -> load;
      case ProbeResult.Failure _ -> last == null ? MemberStatus.UNTOLD : last.load();
    };
  }

  /** Drops what it thinks of any other endpoint. */
  public void keepOnly(Collection<Watch> watches) {
    Set<Endpoint> kept = watches.stream().map(Watch::endpoint).collect(Collectors.toSet());
    byEndpoint.keySet().retainAll(kept);
    timeOuts.keySet().retainAll(kept);
  }

  /** The statuses by datacenter; an endpoint without a result yet is absent. */
  public Map<String, Map<Endpoint, MemberStatus>> byDatacenter(Collection<Watch> watches) {
    Map<String, Map<Endpoint, MemberStatus>> statuses = new HashMap<>();
    for (Watch watch : watches) {
      Opinion opinion = byEndpoint.get(watch.endpoint());
      if (opinion != null) {
        statuses
            .computeIfAbsent(watch.datacenter(), unseen -> new HashMap<>())
            .put(watch.endpoint(), opinion.status());
      }
    }
    return statuses;
  }
}
