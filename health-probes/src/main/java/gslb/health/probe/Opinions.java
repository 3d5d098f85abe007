package gslb.health.probe;

import gslb.health.status.Endpoint;
import gslb.health.status.MemberStatus;
import gslb.health.status.Watch;
import gslb.zones.Check;
import gslb.zones.Monitor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one vantage thinks of each endpoint: a damper and the last finding. For one thread. */
public final class Opinions {

  private static final Logger log = LoggerFactory.getLogger(Opinions.class);

  /**
   * What it thinks of an endpoint.
   *
   * @param unable how many times in a row it could not look since
   */
  private record Opinion(
      Damper damper, String reason, Quality quality, double load, String warning, int unable) {

    MemberStatus status() {
      return new MemberStatus(damper.up(), reason, quality.percent(), load);
    }

    Opinion unableOnceMore() {
      return new Opinion(damper, reason, quality, load, warning, unable + 1);
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
    Opinion last = byEndpoint.get(watch.endpoint());
    if (last == null && slowAtFirst(watch, result)) {
      return;
    }
    switch (result) {
      case ProbeResult.Success success ->
          looked(watch, last, success, success.load(), success.warning());
      case ProbeResult.Failure failure -> // one does not take a load away
          looked(
              watch,
              last,
              failure,
              last == null ? MemberStatus.UNTOLD : last.load(),
              last == null ? "" : last.warning());
      case ProbeResult.Unable unable -> unable(watch, last, unable);
    }
  }

  private void looked(
      Watch watch, @Nullable Opinion last, ProbeResult result, double load, String warning) {
    Monitor.Cadence cadence = watch.monitor().cadence();
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
    if (!warning.isEmpty() && (last == null || !last.warning().equals(warning))) {
      log.warn("{}: {}: {}", vantage, watch.endpoint(), warning);
    }
    Quality quality = last == null ? Quality.UNKNOWN : last.quality();
    byEndpoint.put(
        watch.endpoint(), new Opinion(damper, reason, quality.after(result), load, warning, 0));
  }

  /** Who cannot look has no opinion, and says none, after as many times as take a status down. */
  private void unable(Watch watch, @Nullable Opinion last, ProbeResult.Unable result) {
    if (last == null) {
      return;
    }
    Opinion now = last.unableOnceMore();
    if (now.unable() < watch.monitor().cadence().fall()) {
      byEndpoint.put(watch.endpoint(), now);
    } else {
      byEndpoint.remove(watch.endpoint());
      log.warn("{}: {}: no opinion any more: {}", vantage, watch.endpoint(), result.describe());
    }
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

  /** Drops what it thinks of any other endpoint. */
  public void keepOnly(Collection<Watch> watches) {
    Set<Endpoint> kept =
        watches.stream()
            .flatMap(watch -> watch.probed().stream())
            .map(Watch::endpoint)
            .collect(Collectors.toSet());
    byEndpoint.keySet().retainAll(kept);
    timeOuts.keySet().retainAll(kept);
  }

  /** The statuses by datacenter; an endpoint of which nothing can be said yet is absent. */
  public Map<String, Map<Endpoint, MemberStatus>> byDatacenter(Collection<Watch> watches) {
    Map<String, Map<Endpoint, MemberStatus>> statuses = new HashMap<>();
    for (Watch watch : watches) {
      MemberStatus status = status(watch);
      if (status != null) {
        statuses
            .computeIfAbsent(watch.datacenter(), unseen -> new HashMap<>())
            .put(watch.endpoint(), status);
      }
    }
    return statuses;
  }

  private @Nullable MemberStatus status(Watch watch) {
    if (watch.monitor().check() instanceof Check.Composite(int needed, List<Monitor> parts)) {
      List<PartStatuses.Part> known = new ArrayList<>();
      for (Monitor part : parts) {
        MemberStatus status = status(watch.by(part));
        if (status != null) {
          known.add(new PartStatuses.Part(part.name(), status));
        }
      }
      return PartStatuses.together(needed, parts.size(), known);
    }
    Opinion opinion = byEndpoint.get(watch.endpoint());
    return opinion == null ? null : opinion.status();
  }
}
