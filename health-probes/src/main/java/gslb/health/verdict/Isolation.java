package gslb.health.verdict;

import gslb.health.status.Endpoint;
import gslb.health.status.Watch;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Finds who has lost sight rather than seen a fault (S-19): nine tenths or more of what it looks at
 * seems down to it, in two datacenters or more, and of what it sees down and others look at too,
 * more than half is up for at least half of those others.
 *
 * <p>That is asked twice: of each prober among the probers of its region, and of each region's
 * vantage, made of what is left, among the regions'. So a region is outvoted by regions, however
 * many probers it has, and a prober that stands alone with its word within its region does not take
 * the region with it.
 *
 * <p>Where no other looks beside it nobody is ever found isolated: there is nobody to contradict
 * it. Nor is who shares its view with most others: then the quorum speaks.
 */
final class Isolation {

  private static final class View {
    private int seen;
    private int down;
    private int shared;
    private int contradicted;
    private final Set<String> darkDatacenters = new HashSet<>();

    private boolean isolated() {
      return down * 10 >= seen * 9 && darkDatacenters.size() >= 2 && contradicted * 2 > shared;
    }
  }

  private Isolation() {}

  /** The isolated among the probers whose votes count. */
  static Set<String> probersOf(
      Collection<Watch> watches, Map<Endpoint, Map<String, Vote>> ballots) {
    Map<String, String> regions = new HashMap<>();
    ballots
        .values()
        .forEach(ballot -> ballot.forEach((prober, vote) -> regions.put(prober, vote.region())));
    Set<String> isolated = new HashSet<>();
    if (regions.size() > new HashSet<>(regions.values()).size()) {
      isolated.addAll(of(watches, ballots, (one, other) -> one.region().equals(other.region())));
    }
    Map<Endpoint, Map<String, Vote>> byRegion = new HashMap<>();
    ballots.forEach((endpoint, ballot) ->
        byRegion.put(
            endpoint,
            Vantages.byRegion(
                ballot.values().stream()
                    .filter(vote -> !isolated.contains(vote.vantage()))
                    .toList())));
    Set<String> dark = of(watches, byRegion, (one, other) -> true);
    regions.forEach((prober, region) -> {
      if (dark.contains(region)) {
        isolated.add(prober);
      }
    });
    return isolated;
  }

  /**
   * The isolated of those who vote.
   *
   * @param beside whether two of them are held against each other
   */
  private static Set<String> of(
      Collection<Watch> watches,
      Map<Endpoint, Map<String, Vote>> ballots,
      BiPredicate<Vote, Vote> beside) {
    Map<String, View> views = new HashMap<>();
    for (Watch watch : watches) {
      Map<String, Vote> ballot = ballots.getOrDefault(watch.endpoint(), Map.of());
      for (Vote vote : ballot.values()) {
        if (vote.counted()) {
          View view = views.computeIfAbsent(vote.vantage(), unseen -> new View());
          look(view, vote, ballot, watch.datacenter(), beside);
        }
      }
    }
    Set<String> isolated = new HashSet<>();
    views.forEach((name, view) -> {
      if (view.isolated()) {
        isolated.add(name);
      }
    });
    return isolated;
  }

  private static void look(
      View view,
      Vote vote,
      Map<String, Vote> ballot,
      String datacenter,
      BiPredicate<Vote, Vote> beside) {
    view.seen++;
    if (vote.up()) {
      return;
    }
    view.down++;
    view.darkDatacenters.add(datacenter);
    int others = 0;
    int othersUp = 0;
    for (Vote other : ballot.values()) {
      if (other.counted() && !other.vantage().equals(vote.vantage()) && beside.test(vote, other)) {
        others++;
        othersUp += other.up() ? 1 : 0;
      }
    }
    view.shared += others > 0 ? 1 : 0;
    view.contradicted += othersUp > 0 && othersUp * 2 >= others ? 1 : 0;
  }
}
