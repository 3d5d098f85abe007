package gslb.server.config;

import gslb.geo.Acceptance;
import gslb.server.update.UpdateRule;
import gslb.zones.yaml.Expected;
import gslb.zones.yaml.YamlMapping;
import java.nio.file.Path;
import java.util.List;

/**
 * What locates clients.
 *
 * @param databases MMDB files, first that knows a field wins; empty = the bundled one
 * @param acceptance which new ones may take the place of those served
 * @param update what {@code gslb geo update} fetches
 */
public record GeoSection(List<Path> databases, Acceptance acceptance, UpdateRule update) {

  /** The bundled database alone. */
  public static final GeoSection BUNDLED =
      new GeoSection(List.of(), Acceptance.DEFAULT, UpdateRule.NONE);

  public GeoSection {
    databases = List.copyOf(databases);
  }

  static GeoSection read(YamlMapping geo, Expected<Path> path) {
    List<Path> databases = geo.optional("databases", Expected.listOf(path), List.of());
    GeoSection read =
        new GeoSection(
            databases,
            acceptance(geo.mapping("accept")),
            GeoUpdateSection.read(geo, path, databases));
    geo.refuseOtherKeys();
    return read;
  }

  private static Acceptance acceptance(YamlMapping accept) {
    Acceptance standard = Acceptance.DEFAULT;
    Expected<Integer> percent = Expected.integer(0, 100);
    Acceptance read =
        new Acceptance(
            accept.optional("min_size_percent", percent, standard.minSizePercent()),
            accept.optional("max_moved_percent", percent, standard.maxMovedPercent()));
    accept.refuseOtherKeys();
    return read;
  }
}
