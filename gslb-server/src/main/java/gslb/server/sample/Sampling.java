package gslb.server.sample;

/**
 * One of how many answers is noted, for whom: 1 = each, 0 = none.
 *
 * @param queries of the answers, for the query log
 * @param errors of those whose response code is neither NOERROR nor NXDOMAIN, for the query log; 0
 *     = they are among {@code queries}
 * @param decisions of the steered answers, for the decision log
 * @param watchedQueries of the answers, for who watches now
 * @param watchedDecisions of the steered answers, for who watches now
 */
public record Sampling(
    int queries, int errors, int decisions, int watchedQueries, int watchedDecisions) {

  /** Whether no answer is noted. */
  public boolean isOff() {
    return queries + (long) errors + decisions + watchedQueries + watchedDecisions == 0;
  }
}
