package gslb.health.verdict;

import gslb.health.status.Endpoint;
import gslb.health.status.MemberStatus;
import gslb.health.status.Sighting;
import gslb.health.status.StatusReport;
import gslb.health.status.Watch;
import gslb.zones.Declarations;
import gslb.zones.Monitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Turns sightings into verdicts: a pure function of the previous verdicts and what is sighted now,
 * for one set of definitions. Make a new one when the definitions change.
 */
public final class Judge {

  /** However short the interval: a report every half second has to cross regions and hiccups. */
  static final Duration SHORTEST_FRESHNESS = Duration.ofSeconds(5);

  private static final int FRESH_INTERVALS = 3;

  /** From a status that turns to its arrival: two reports are half a second apart. */
  private static final Duration ON_THE_WAY = Duration.ofSeconds(1);

  private final Map<Endpoint, Watch> watches;

  /** A judge of everything these definitions watch. */
  public Judge(Declarations declarations) {
    Map<Endpoint, Watch> byEndpoint = new LinkedHashMap<>();
    for (Watch watch : Watch.of(declarations)) {
      byEndpoint.put(watch.endpoint(), watch);
    }
    this.watches = byEndpoint;
  }

  /** How long a vantage may be silent before its status no longer counts (S-18). */
  public static Duration freshFor(Monitor monitor) {
    Duration intervals = monitor.cadence().interval().multipliedBy(FRESH_INTERVALS);
    return intervals.compareTo(SHORTEST_FRESHNESS) > 0 ? intervals : SHORTEST_FRESHNESS;
  }

  /**
   * The verdict on every watched endpoint.
   *
   * @param previous what the last call gave; what it knows of endpoints no longer watched is
   *     dropped
   * @param sightings of every known report
   */
  public Verdicts judge(Verdicts previous, Collection<Sighting> sightings) {
    Map<Endpoint, Map<String, Vote>> ballots = cast(sightings);
    Set<String> isolated = Isolation.probersOf(watches.values(), ballots);
    Map<Endpoint, Verdict> verdicts = new HashMap<>();
    for (Watch watch : watches.values()) {
      Map<String, Vote> ballot = ballots.getOrDefault(watch.endpoint(), Map.of());
      List<Vote> votes = new ArrayList<>(ballot.size());
      for (Vote vote : ballot.values()) {
        boolean leaveOut = vote.counted() && isolated.contains(vote.vantage());
        votes.add(leaveOut ? vote.isolated() : vote);
      }
      Verdict last = previous.byEndpoint().get(watch.endpoint());
      verdicts.put(watch.endpoint(), conclude(watch.monitor(), votes, last));
    }
    Verdicts same = new Verdicts(previous.epoch(), verdicts, isolated);
    return visiblyDiffer(previous, same)
        ? new Verdicts(previous.epoch() + 1, verdicts, isolated)
        : same;
  }

  /** The votes by endpoint and, in order, by prober: each prober has one on each endpoint. */
  private Map<Endpoint, Map<String, Vote>> cast(Collection<Sighting> sightings) {
    Map<Endpoint, Map<String, Vote>> ballots = new HashMap<>();
    for (Sighting sighting : sightings) {
      StatusReport report = sighting.report();
      report
          .statuses()
          .forEach((endpoint, status) -> {
            Watch watch = watches.get(endpoint);
            if (watch != null && watch.watchedFrom(report.region())) {
              // After a member moved, a prober has it in the old datacenter's report as well.
              ballots
                  .computeIfAbsent(endpoint, unseen -> new TreeMap<>())
                  .merge(report.key().vantage(), vote(watch, sighting, status), Judge::younger);
            }
          });
    }
    return ballots;
  }

  private static Vote vote(Watch watch, Sighting sighting, MemberStatus status) {
    return new Vote(
        sighting.report().key().vantage(),
        sighting.report().region(),
        status.up(),
        sighting.age(),
        status.reason(),
        status.quality(),
        status.load(),
        standing(watch.monitor(), sighting));
  }

  /**
   * Who was cut off from us long enough to see members down that are only out of its reach, says so
   * when the cut heals, until it has looked again. That must not outvote those who can reach them.
   */
  private static Vote.Standing standing(Monitor monitor, Sighting sighting) {
    if (!sighting.fresh(freshFor(monitor))) {
      return Vote.Standing.STALE;
    }
    Monitor.Cadence cadence = monitor.cadence();
    Duration turned = cadence.interval().multipliedBy(cadence.fall() - 1);
    Duration turnedBack =
        cadence.interval().multipliedBy(cadence.rise()).plus(cadence.timeout()).plus(ON_THE_WAY);
    return sighting.returning(turned, turnedBack) ? Vote.Standing.RETURNING : Vote.Standing.COUNTED;
  }

  private static Vote younger(Vote one, Vote other) {
    if (one.counted() != other.counted()) {
      return one.counted() ? one : other;
    }
    return one.age().compareTo(other.age()) <= 0 ? one : other;
  }

  private static Verdict conclude(Monitor monitor, List<Vote> votes, @Nullable Verdict last) {
    if (!monitor.checks()) {
      return new Verdict(true, Verdict.Basis.UNMONITORED, 0, 0, List.of());
    }
    Map<String, Vote> byRegion = Vantages.byRegion(votes);
    if (!byRegion.isEmpty()) {
      int up = (int) byRegion.values().stream().filter(Vote::up).count();
      boolean reached = monitor.quorum().reached(up, byRegion.size());
      Map<String, Boolean> regions = regions(monitor, byRegion);
      return new Verdict(reached, Verdict.Basis.QUORUM, up, byRegion.size(), votes, regions);
    }
    return last != null && last.decided()
        ? new Verdict(last.up(), Verdict.Basis.LAST_KNOWN, 0, 0, votes, last.regions())
        : Verdict.neverSeen(votes);
  }

  /**
   * What each region's own vantage says. One without a vote is not in it: of its members' fate the
   * others tell, for a region that is dark says nothing of it.
   */
  private static Map<String, Boolean> regions(Monitor monitor, Map<String, Vote> byRegion) {
    if (monitor.view() == Monitor.View.GLOBAL) {
      return Map.of();
    }
    Map<String, Boolean> regions = new HashMap<>();
    byRegion.forEach((region, vote) -> regions.put(region, vote.up()));
    return regions;
  }

  /** Whether a plan made from the one could differ from a plan made from the other. */
  private static boolean visiblyDiffer(Verdicts one, Verdicts other) {
    Predicate<Endpoint> differs =
        endpoint ->
            one.up(endpoint) != other.up(endpoint)
                || !one.on(endpoint).regions().equals(other.on(endpoint).regions());
    Set<Endpoint> endpoints = new HashSet<>(one.byEndpoint().keySet());
    endpoints.addAll(other.byEndpoint().keySet());
    return endpoints.stream().anyMatch(differs);
  }
}
