package gslb.server.cli;

import gslb.geo.Coverage;
import gslb.geo.DatabaseInfo;
import gslb.geo.PlaceTable;
import gslb.geo.Routes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What a map makes of each family's address space. */
record MapCoverage(String map, Coverage v4, Coverage v6) {

  static MapCoverage of(String map, PlaceTable places, Routes routes) {
    return new MapCoverage(
        map, Coverage.of(false, places, routes), Coverage.of(true, places, routes));
  }

  /** That come first somewhere in either family. */
  List<String> datacenters() {
    TreeSet<String> names = new TreeSet<>(v4.datacenters());
    names.addAll(v6.datacenters());
    names.remove(Coverage.ANY);
    List<String> all = new ArrayList<>(names);
    if (v4.share(Coverage.ANY) + v6.share(Coverage.ANY) > 0) {
      all.add(Coverage.ANY);
    }
    return all;
  }

  static Map<String, Object> document(List<MapCoverage> maps, List<DatabaseInfo> databases) {
    Map<String, Object> document = new LinkedHashMap<>();
    List<Map<String, Object>> each = new ArrayList<>();
    for (MapCoverage map : maps) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("map", map.map());
      one.put("ipv4", document(map.v4(), "addresses"));
      one.put("ipv6", document(map.v6(), "networks_48"));
      each.add(one);
    }
    document.put("maps", each);
    document.put("databases", databases.stream().map(Whereabouts::document).toList());
    return document;
  }

  private static Map<String, Object> document(Coverage coverage, String unit) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("public_" + unit, coverage.all());
    document.put("located_" + unit, coverage.located());
    Map<String, Object> shares = new LinkedHashMap<>();
    coverage.datacenters().forEach(name -> shares.put(name, coverage.share(name)));
    document.put("share_by_datacenter", shares);
    List<Map<String, Object>> countries = new ArrayList<>();
    for (Coverage.Country country : coverage.countries()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("country", country.code());
      one.put(unit, country.size());
      one.put("share", country.share());
      one.put("share_by_datacenter", country.byDatacenter());
      countries.add(one);
    }
    document.put("countries", countries);
    return document;
  }
}
