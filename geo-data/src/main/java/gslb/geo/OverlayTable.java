package gslb.geo;

import gslb.geo.NetTree.Net;
import gslb.zones.Overlay;
import gslb.zones.PlaceCode;
import gslb.zones.Prefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The operator's overlays as places. The longest network around an address says most of it, what it
 * leaves open the larger ones say; of two lines on one network the later holds.
 */
final class OverlayTable {
  private OverlayTable() {}

  private record Said(Place place, int file) {}

  static PlaceTable of(List<Overlay> overlays) {
    Map<Prefix, Said> said = new HashMap<>();
    List<DatabaseInfo> files = new ArrayList<>();
    for (Overlay overlay : overlays) {
      for (Overlay.Entry entry : overlay.entries()) {
        said.put(entry.network(), new Said(place(entry), files.size()));
      }
      files.add(info(overlay));
    }
    NetTree nets = new NetTree(said.keySet());
    List<Place> places = new ArrayList<>();
    List<List<Integer>> from = new ArrayList<>();
    for (int number = 0; number < nets.size(); number++) {
      Place place = Place.UNKNOWN;
      TreeSet<Integer> by = new TreeSet<>();
      for (Net net = nets.net(number); net != null; net = net.parent()) {
        Said here = said.get(net.prefix());
        if (here != null) { // each net is one of them
          place = place.orElse(here.place);
          by.add(here.file);
        }
      }
      places.add(place);
      from.add(List.copyOf(by));
    }
    return PlaceTable.of(files, places, from, nets.partition(false), nets.partition(true));
  }

  private static Place place(Overlay.Entry entry) {
    PlaceCode code = entry.place();
    Overlay.Point point = entry.point();
    return new Place(
        code == null ? null : code.continent(),
        code == null ? null : code.country(),
        code == null ? null : code.subdivision(),
        point == null ? null : new Coordinates(point.latitude(), point.longitude()),
        entry.asn());
  }

  private static DatabaseInfo info(Overlay overlay) {
    Path file = overlay.file();
    return new DatabaseInfo(
        String.valueOf(file.getFileName()), "overlay", changed(file), overlay.entries().size(), "");
  }

  private static Instant changed(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      return Instant.EPOCH; // gone since it was read
    }
  }
}
