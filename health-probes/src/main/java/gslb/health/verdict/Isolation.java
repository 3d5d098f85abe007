package gslb.health.verdict;

import gslb.health.status.Endpoint;
import gslb.health.status.Watch;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds vantages that have lost sight rather than seen a fault (S-19): nine tenths or more of what
 * such a vantage looks at seems down to it, in two datacenters or more, and of what it sees down
 * and others look at too, more than half is up for at least half of those others.
 *
 * <p>A vantage no other looks beside is never found isolated: there is nobody to contradict it. Nor
 * is one that shares its view with most others: then the quorum speaks.
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

  /** The isolated among the vantages whose votes count. */
  static Set<String> of(Collection<Watch> watches, Map<Endpoint, Map<String, Vote>> ballots) {
    Map<String, View> views = new HashMap<>();
    for (Watch watch : watches) {
      Map<String, Vote> ballot = ballots.getOrDefault(watch.endpoint(), Map.of());
      for (Vote vote : ballot.values()) {
        if (vote.counted()) {
          View view = views.computeIfAbsent(vote.vantage(), vantage -> new View());
          look(view, vote, ballot, watch.datacenter());
        }
      }
    }
    Set<String> isolated = new HashSet<>();
    views.forEach((vantage, view) -> {
      if (view.isolated()) {
        isolated.add(vantage);
      }
    });
    return isolated;
  }

  private static void look(View view, Vote vote, Map<String, Vote> ballot, String datacenter) {
    view.seen++;
    if (vote.up()) {
      return;
    }
    view.down++;
    view.darkDatacenters.add(datacenter);
    int others = 0;
    int othersUp = 0;
    for (Vote other : ballot.values()) {
      if (other.counted() && !other.vantage().equals(vote.vantage())) {
        others++;
        othersUp += other.up() ? 1 : 0;
      }
    }
    view.shared += others > 0 ? 1 : 0;
    view.contradicted += othersUp > 0 && othersUp * 2 >= others ? 1 : 0;
  }
}
