package gslb.health.verdict;

import gslb.health.status.MemberStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The probers of a region as the one vantage they are. Each has a fresh status or it has none:
 * nothing is handed over when one dies, its word just ceases to count.
 */
final class Vantages {

  private Vantages() {}

  /**
   * One vote a region, of the votes that count: up if half of them are. A prober that is wrong
   * about one member takes nothing down as long as another beside it sees that up (P14).
   */
  static Map<String, Vote> byRegion(Collection<Vote> votes) {
    Map<String, List<Vote>> regions = new TreeMap<>();
    for (Vote vote : votes) {
      if (vote.counted()) {
        regions.computeIfAbsent(vote.region(), unseen -> new ArrayList<>(2)).add(vote);
      }
    }
    Map<String, Vote> folded = new TreeMap<>();
    regions.forEach((region, probers) -> folded.put(region, together(region, probers)));
    return folded;
  }

  private static Vote together(String region, List<Vote> probers) {
    int ups = (int) probers.stream().filter(Vote::up).count();
    boolean up = ups * 2 >= probers.size();
    Vote speaker =
        probers.stream().filter(vote -> vote.up() == up).findFirst().orElse(probers.getFirst());
    double quality = probers.stream().mapToInt(Vote::quality).average().orElse(MemberStatus.GOOD);
    double load =
        probers.stream()
            .mapToDouble(Vote::load)
            .filter(told -> told >= 0)
            .average()
            .orElse(MemberStatus.UNTOLD);
    Duration age = probers.stream().map(Vote::age).min(Duration::compareTo).orElse(speaker.age());
    return new Vote(
        region,
        region,
        up,
        age,
        speaker.reason(),
        (int) Math.round(quality),
        load,
        Vote.Standing.COUNTED);
  }
}
