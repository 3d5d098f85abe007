package gslb.zones;

import gslb.zones.GeoMap.Order;
import gslb.zones.problem.Position;
import gslb.zones.problem.Problems;
import gslb.zones.yaml.Expected;
import gslb.zones.yaml.YamlEntry;
import gslb.zones.yaml.YamlList;
import gslb.zones.yaml.YamlMapping;
import gslb.zones.yaml.YamlNode;
import gslb.zones.yaml.YamlScalar;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the maps of the files in {@code maps/}; {@link Groups} reads their groups before. */
final class MapFile {

  private final References references;
  private final Groups groups;
  private final DefinitionsFiles files;
  private final Problems problems;

  MapFile(References references, Groups groups, DefinitionsFiles files, Problems problems) {
    this.references = references;
    this.groups = groups;
    this.files = files;
    this.problems = problems;
  }

  /** The maps by name, in file order. */
  Map<String, GeoMap> read(YamlMapping root) {
    Map<String, GeoMap> maps = new LinkedHashMap<>();
    for (YamlEntry entry : root.mapping("maps").entries()) {
      String name = entry.name();
      YamlMapping node = Expected.mapping().read(entry.value());
      if (node != null && name != null && references.declare(References.Kind.MAP, entry)) {
        maps.put(name, map(name, node));
      }
    }
    root.has("groups");
    root.refuseOtherKeys();
    return maps;
  }

  private GeoMap map(String name, YamlMapping node) {
    List<String> fallback = node.required("default", datacenters());
    Geo geo = new Geo();
    geo.read(node.mapping("geo"));
    GeoMap map =
        new GeoMap(
            name,
            fallback == null ? List.of() : fallback,
            geo.orders,
            nets(node.mapping("nets")),
            asns(node.mapping("asns")),
            node.optional("nearest_limit", Expected.integer(1, 64), 3));
    node.refuseOtherKeys();
    return map;
  }

  private Expected<List<String>> datacenters() {
    return Expected.nonEmptyListOf(references.to(References.Kind.DATACENTER));
  }

  private Map<Prefix, List<String>> nets(YamlMapping node) {
    String written = node.optional("file", Expected.text());
    YamlNode at = node.get("file");
    node.refuseOtherKeys();
    if (written == null || at == null) {
      return Map.of();
    }
    Path file = files.named(Path.of(""), written, at.position());
    String text = file == null ? null : files.text(file, at.position());
    return file == null || text == null
        ? Map.of()
        : new NetsFile(file, references, problems).read(text);
  }

  private Map<Long, List<String>> asns(YamlMapping node) {
    Map<Long, List<String>> asns = new LinkedHashMap<>();
    for (YamlEntry entry : node.entries()) {
      Long asn = AsnText.parse(entry.key());
      List<String> listed = datacenters().read(entry.value());
      if (asn == null) {
        entry.error("expected " + AsnText.EXPECTED);
      } else if (listed != null && asns.putIfAbsent(asn, listed) != null) {
        entry.error("the ASN " + asn + " is listed a second time");
      }
    }
    return asns;
  }

  /** The places of one map, groups spread out. */
  private final class Geo {

    private final Map<PlaceCode, Order> orders = new HashMap<>();
    private final Map<PlaceCode, Position> listed = new HashMap<>();

    void read(YamlMapping node) {
      for (YamlEntry entry : node.entries()) {
        List<PlaceCode> places = groups.places(entry.key(), entry.position(), entry::error);
        if (places.size() == 1
            && !Groups.isGroupName(entry.key())
            && entry.value() instanceof YamlMapping inner) {
          within(places.getFirst(), inner);
        } else {
          put(places, entry);
        }
      }
    }

    /** {@code US: {default: [...], CA: [...]}}: what is under a continent or a country. */
    private void within(PlaceCode place, YamlMapping node) {
      for (YamlEntry entry : node.entries()) {
        if (entry.key().equals("default")) {
          put(List.of(place), entry);
          continue;
        }
        PlaceCode inner = inner(place, entry);
        if (inner != null && entry.value() instanceof YamlMapping deeper) {
          within(inner, deeper);
        } else if (inner != null) {
          put(List.of(inner), entry);
        }
      }
    }

    private @Nullable PlaceCode inner(PlaceCode place, YamlEntry entry) {
      if (place.country() == null) {
        return PlaceWord.country(place.continent(), entry.key(), entry::error);
      }
      if (place.subdivision() == null) {
        return PlaceWord.subdivision(place, entry.key(), entry::error);
      }
      entry.error("there is nothing smaller than the subdivision " + place);
      return null;
    }

    private void put(List<PlaceCode> places, YamlEntry entry) {
      Order order = order(entry.value());
      for (PlaceCode place : places) {
        Position first = listed.putIfAbsent(place, entry.position());
        if (first != null) {
          entry.error("the place " + place + " is listed a second time, first at " + first);
        } else if (order != null) {
          orders.put(place, order);
        }
      }
    }

    private @Nullable Order order(YamlNode node) {
      if (node instanceof YamlScalar scalar && scalar.text().equals("nearest")) {
        return new Order.Nearest();
      }
      if (node instanceof YamlList) {
        List<String> datacenters = datacenters().read(node);
        return datacenters == null ? null : new Order.Listed(datacenters);
      }
      node.expected("nearest or a list of datacenters");
      return null;
    }
  }
}
