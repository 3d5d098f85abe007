package gslb.server.config;

import gslb.geo.Acceptance;
import gslb.geo.PlaceTable;
import gslb.server.update.UpdateRule;
import gslb.zones.Overlay;
import gslb.zones.OverlayFile;
import gslb.zones.yaml.Expected;
import gslb.zones.yaml.YamlMapping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What locates clients.
 *
 * @param databases MMDB files, first that knows a field wins; empty = the bundled one
 * @param overlays what the operator knows better, above the databases; of two the later holds
 * @param acceptance which new ones may take the place of those served
 * @param update what {@code gslb geo update} fetches
 */
public record GeoSection(
    List<Path> databases, List<Overlay> overlays, Acceptance acceptance, UpdateRule update) {

  /** The bundled database alone. */
  public static final GeoSection BUNDLED =
      new GeoSection(List.of(), List.of(), Acceptance.DEFAULT, UpdateRule.NONE);

  public GeoSection {
    databases = List.copyOf(databases);
    overlays = List.copyOf(overlays);
  }

  /** What the databases know, under what the operator knows better. */
  public PlaceTable under(PlaceTable databases) {
    return databases.under(overlays);
  }

  static GeoSection read(YamlMapping geo, Expected<Path> path) {
    List<Path> databases = geo.optional("databases", Expected.listOf(path), List.of());
    GeoSection read =
        new GeoSection(
            databases,
            overlays(geo, path),
            acceptance(geo.mapping("accept")),
            GeoUpdateSection.read(geo, path, databases));
    geo.refuseOtherKeys();
    return read;
  }

  /** They are read here, so that what is wrong in them is told with what is wrong in this file. */
  private static List<Overlay> overlays(YamlMapping geo, Expected<Path> path) {
    List<Overlay> overlays = new ArrayList<>();
    for (Path file : geo.optional("overlay", Expected.listOf(path), List.of())) {
      overlays.add(OverlayFile.read(file, geo.problems()));
    }
    return overlays;
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
