package gslb.server.cli;

import gslb.geo.Coverage;
import gslb.geo.DatabaseInfo;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shares of the address space, for people. */
final class CoverageText {
  private static final int TOP = 15;

  private CoverageText() {}

  static void print(PrintWriter out, List<MapCoverage> maps, List<DatabaseInfo> databases) {
    MapCoverage first = maps.getFirst();
    countries(out, "IPv4", first.v4(), "ADDRESSES", "of %,.0f public addresses, %s are located");
    countries(out, "IPv6", first.v6(), "/48s", "of %,.0f /48s in 2000::/3, %s are located");
    for (MapCoverage map : maps) {
      datacenters(out, map);
    }
    WhereText.sources(out, databases);
  }

  private static void countries(
      PrintWriter out, String family, Coverage coverage, String unit, String sum) {
    out.println(
        family
            + ": "
            + String.format(
                Locale.ROOT, sum, coverage.all(), percent(coverage.located() / coverage.all())));
    List<Coverage.Country> countries = coverage.countries();
    Table table = new Table();
    table.row("COUNTRY", unit, "SHARE");
    for (Coverage.Country country : countries.subList(0, Math.min(TOP, countries.size()))) {
      table.row(country.code(), count(country.size()), percent(country.share()));
    }
    if (countries.size() > TOP) {
      List<Coverage.Country> rest = countries.subList(TOP, countries.size());
      table.row(
          "%d more".formatted(rest.size()),
          count(rest.stream().mapToDouble(Coverage.Country::size).sum()),
          percent(rest.stream().mapToDouble(Coverage.Country::share).sum()));
    }
    table.print(out, "  ");
    out.println();
  }

  private static void datacenters(PrintWriter out, MapCoverage map) {
    out.println("map " + map.map() + ": which datacenter comes first, of what is located");
    Table table = new Table();
    table.row("DATACENTER", "IPv4", "IPv6", "MOST OF ITS IPv4");
    for (String name : map.datacenters()) {
      table.row(
          name, percent(map.v4().share(name)), percent(map.v6().share(name)), most(map, name));
    }
    table.print(out, "  ");
    out.println();
  }

  private static String most(MapCoverage map, String datacenter) {
    return String.join(
        " ",
        map.v4().countries().stream()
            .filter(country -> share(country, datacenter) > 0)
            .sorted(
                Comparator.comparingDouble((Coverage.Country country) -> share(country, datacenter))
                    .reversed())
            .limit(8)
            .map(Coverage.Country::code)
            .toList());
  }

  private static double share(Coverage.Country country, String datacenter) {
    Map<String, Double> shares = country.byDatacenter();
    return shares.getOrDefault(datacenter, 0.0);
  }

  private static String count(double size) {
    return String.format(Locale.ROOT, "%,.0f", size);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, share < 0.001 ? "%.2f %%" : "%.1f %%", share * 100);
  }
}
