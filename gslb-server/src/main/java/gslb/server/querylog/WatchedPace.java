package gslb.server.querylog;

/** How rare a sample has to be so that who watches is shown no more than a rate. */
final class WatchedPace {
  /** Lines a second one watcher gets, most. */
  static final int LINES = 1_000;

  /** Entries a second that are looked through for a narrow wish. */
  static final int LOOKED_THROUGH = 20_000;

  private WatchedPace() {}

  /**
   * The next sample.
   *
   * @param sample one of how many was noted until now, 1 or more
   * @param noted how many were noted
   * @param nanos in which time
   * @param perSecond how many are wanted
   */
  static int next(int sample, long noted, long nanos, int perSecond) {
    double all = sample * (double) noted * 1e9 / nanos;
    return (int) Math.clamp(Math.ceil(all / perSecond), 1, LogRule.RAREST);
  }
}
