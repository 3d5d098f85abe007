package gslb.health.verdict;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Our conclusion on one endpoint.
 *
 * @param up whether it may be answered
 * @param basis what that rests on
 * @param upVotes vantages, each a region's probers together, that say up
 * @param freshVotes vantages that have a say, the denominator (S-17)
 * @param votes every prober's vote, counted or not, by prober
 * @param regions for a regional monitor: whether it may be answered to clients near a region, where
 *     the region's own vantage has said so; empty otherwise
 */
public record Verdict(
    boolean up,
    Basis basis,
    int upVotes,
    int freshVotes,
    List<Vote> votes,
    Map<String, Boolean> regions) {

  /** What a verdict rests on. */
  public enum Basis {
    /** The monitor's quorum over fresh votes. */
    QUORUM,
    /** No fresh vote: the last verdict stands (S-17). */
    LAST_KNOWN,
    /** No vote ever counted: taken for up, which the server waits to avoid (S-20). */
    NEVER_SEEN,
    /** Its monitor checks nothing: up by declaration. */
    UNMONITORED
  }

  public Verdict {
    votes = List.copyOf(votes);
    regions = Map.copyOf(regions);
  }

  /** The same for every client. */
  public Verdict(boolean up, Basis basis, int upVotes, int freshVotes, List<Vote> votes) {
    this(up, basis, upVotes, freshVotes, votes, Map.of());
  }

  /**
   * Whether it may be answered to clients near a region.
   *
   * @param region empty = to clients of whom that is not known
   */
  public boolean up(String region) {
    return regions.getOrDefault(region, up);
  }

  /** What each vantage that has a say says: its region's probers as one vote, by region. */
  public List<Vote> vantages() {
    return List.copyOf(Vantages.byRegion(votes).values());
  }

  /** Before any vote counted, with those that did not. */
  static Verdict neverSeen(List<Vote> votes) {
    return new Verdict(true, Basis.NEVER_SEEN, 0, 0, votes);
  }

  /** A verdict without its votes, as one remembered from an earlier run (S-20). */
  public static Verdict lastKnown(boolean up) {
    return new Verdict(up, Basis.LAST_KNOWN, 0, 0, List.of());
  }

  /** What it rests on, in words: what the vantages saw that say the same. */
  public String reason() {
    return switch (basis) {
      case QUORUM ->
          votes.stream()
              .filter(vote -> vote.counted() && vote.up() == up)
              .map(Vote::reason)
              .distinct()
              .collect(Collectors.joining("; "));
      case LAST_KNOWN -> "no vantage looks at it now";
      case NEVER_SEEN -> "no vantage has looked at it yet";
      case UNMONITORED -> "not monitored";
    };
  }

  /** Neither known up nor known down: {@link #up} is what is assumed meanwhile (S-17). */
  public boolean unknown() {
    return basis == Basis.LAST_KNOWN || basis == Basis.NEVER_SEEN;
  }

  /** Whether there has ever been ground for it. */
  public boolean decided() {
    return basis != Basis.NEVER_SEEN;
  }
}
