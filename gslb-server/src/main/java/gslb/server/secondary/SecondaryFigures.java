package gslb.server.secondary;

import java.time.Instant;

/**
 * What a secondary zone looks like from outside.
 *
 * @param zone its origin
 * @param state whether it is answered, and how sure we are
 * @param serial of what is held; -1 = nothing yet
 * @param last how its primaries were reached last
 * @param next when they are asked again, by this host's clock
 * @param expires seconds until it is given up unless a primary confirms it; 0 = it is
 */
public record SecondaryFigures(
    String zone, State state, long serial, Refresh last, Instant next, long expires) {

  /** Whether a zone is answered, and how sure we are. */
  public enum State {
    /** Never fetched: SERVFAIL. */
    AWAITED,
    /** The last refresh went well. */
    CURRENT,
    /** The last refresh failed, and what is held is answered on. */
    RETRYING,
    /** Nobody confirmed it for too long: SERVFAIL. */
    EXPIRED
  }

  /**
   * The last refresh.
   *
   * @param at when a primary last confirmed the zone or renewed it; {@link Instant#EPOCH} = never
   *     since the start
   * @param primary which; empty = none
   * @param trouble why the last try failed; empty = it did not
   */
  public record Refresh(Instant at, String primary, String trouble) {
    static final Refresh NONE = new Refresh(Instant.EPOCH, "", "");
  }
}
