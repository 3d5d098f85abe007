package gslb.health.verdict;

import java.util.List;

/**
 * Our conclusion on one endpoint.
 *
 * @param up whether it may be answered
 * @param basis what that rests on
 * @param upVotes counted votes that say up
 * @param freshVotes counted votes, the denominator (S-17)
 * @param votes every vote, counted or not, by vantage
 */
public record Verdict(boolean up, Basis basis, int upVotes, int freshVotes, List<Vote> votes) {

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
  }

  /** A verdict without its votes, as one remembered from an earlier run (S-20). */
  public static Verdict lastKnown(boolean up) {
    return new Verdict(up, Basis.LAST_KNOWN, 0, 0, List.of());
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
