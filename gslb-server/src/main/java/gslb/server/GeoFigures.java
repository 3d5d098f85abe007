package gslb.server;

import gslb.server.control.GeoFeed;
import gslb.server.control.GeoLine;
import gslb.server.stats.ServerStats;
import java.time.InstantSource;
import java.util.List;

/** What operators should watch of the geo databases. */
final class GeoFigures {
  private GeoFigures() {}

  static void show(GeoFeed geo, ServerStats stats, InstantSource clock) {
    stats.gauge(
        "gslb.geo.refused",
        "Geo databases whose file cannot be served, so that an older one is",
        () -> geo.lines().stream().filter(line -> !line.state().equals("current")).count());
    List<GeoLine> databases = geo.lines();
    for (int i = 0; i < databases.size(); i++) {
      int index = i;
      stats.gauge(
          "gslb.geo.age.seconds",
          "Since the makers of the geo database served built it",
          () -> clock.instant().getEpochSecond() - geo.lines().get(index).built().getEpochSecond(),
          "database",
          name(databases.get(i)));
    }
  }

  private static String name(GeoLine database) {
    return database.file().isEmpty() ? "bundled" : database.file();
  }
}
