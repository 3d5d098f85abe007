package gslb.server;

import gslb.server.control.ServerStatus;
import gslb.server.secondary.SecondaryFigures;
import gslb.server.secondary.SecondaryFigures.State;
import gslb.server.secondary.SecondaryZones;
import gslb.server.stats.ServerStats;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Zones that are fetched from their primaries, as operators see them. */
final class SecondaryLines {
  private SecondaryLines() {}

  static ServerStatus.SecondaryLine line(SecondaryFigures figures) {
    return new ServerStatus.SecondaryLine(
        figures.zone(),
        word(figures.state()),
        figures.serial(),
        known(figures.last().at()),
        figures.last().primary(),
        known(figures.next()),
        figures.expires(),
        figures.last().trouble());
  }

  private static @Nullable Instant known(Instant at) {
    return at.equals(Instant.EPOCH) ? null : at;
  }

  private static String word(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  /** Registers what operators should watch. */
  static void showFigures(SecondaryZones zones, ServerStats stats) {
    for (State state : State.values()) {
      stats.gauge(
          "gslb.secondary.zones",
          "Zones fetched from primaries, by state",
          () -> zones.figures().stream().filter(zone -> zone.state() == state).count(),
          "state",
          word(state));
    }
    List<SecondaryFigures> all = zones.figures();
    for (int i = 0; i < all.size(); i++) {
      String zone = all.get(i).zone();
      gauge(
          stats,
          zones,
          i,
          zone,
          "gslb.secondary.serial",
          "Serial; -1 = none",
          each -> each.serial());
      gauge(
          stats,
          zones,
          i,
          zone,
          "gslb.secondary.expires.seconds",
          "Until a fetched zone is given up unless a primary confirms it",
          each -> each.expires());
    }
  }

  private static void gauge(
      ServerStats stats,
      SecondaryZones zones,
      int index,
      String zone,
      String metric,
      String meaning,
      ToDoubleFunction<SecondaryFigures> figure) {
    stats.gauge(
        metric, meaning, () -> figure.applyAsDouble(zones.figures().get(index)), "zone", zone);
  }
}
