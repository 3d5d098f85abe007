package gslb.server.differential;

import gslb.server.peer.Software;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Why a server answers otherwise and we do as we do: one row of {@code docs/ref-differences.md}.
 *
 * @param name the row's
 * @param peers who
 * @param rfc which section says so, or leaves it open
 * @param aspects in what such an answer may differ
 * @param holds whether it is the reason for a difference
 */
record Explanation(
    String name,
    Set<Software> peers,
    String rfc,
    Set<Aspect> aspects,
    Predicate<Difference> holds) {

  /** Copies the sets. */
  Explanation {
    peers = Set.copyOf(peers);
    aspects = Set.copyOf(aspects);
  }

  boolean explains(Difference difference) {
    return peers.contains(difference.peer()) && holds.test(difference);
  }
}
