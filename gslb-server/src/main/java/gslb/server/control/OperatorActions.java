package gslb.server.control;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What operators say of members, and read of what was said. All run off the event loop.
 *
 * @param list what stands
 * @param say says a word
 * @param restore takes words back
 * @param journal what has happened
 */
public record OperatorActions(
    Supplier<Map<String, Object>> list,
    Function<OverrideRequest, Map<String, Object>> say,
    Function<RestoreRequest, Map<String, Object>> restore,
    Function<JournalRequest, Map<String, Object>> journal) {

  /** Those at a desk. */
  public static OperatorActions of(OverrideDesk desk) {
    return new OperatorActions(desk::list, desk::say, desk::restore, desk::journal);
  }
}
