package gslb.server.cli;

import gslb.geo.Coordinates;
import gslb.geo.DatabaseInfo;
import gslb.geo.Place;
import gslb.zones.AddressText;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where addresses are, for people. */
final class WhereText {
  private WhereText() {}

  static void print(PrintWriter out, List<Whereabouts> found, List<DatabaseInfo> databases) {
    for (Whereabouts where : found) {
      Table table = new Table();
      table.row("place", place(where));
      table.row("known by", knownBy(where));
      for (Whereabouts.Mapped map : where.mapped()) {
        table.row("map " + map.map(), order(where, map));
        table.row("", "for " + map.scope() + ", scope " + map.scope().length());
      }
      out.println(AddressText.of(where.address()));
      table.print(out, "  ");
      out.println();
    }
    sources(out, databases);
  }

  private static String place(Whereabouts where) {
    Place place = where.located().place();
    Coordinates at = where.point();
    return (place.code() == null ? "unknown" : place.code().toString())
        + (at == null
            ? ""
            : String.format(
                Locale.ROOT,
                " at %s, %s%s",
                at.latitude(),
                at.longitude(),
                where.byCountry() ? " (the country's)" : ""))
        + (place.asn() == null ? "" : ", AS" + place.asn());
  }

  private static String knownBy(Whereabouts where) {
    List<String> databases = where.located().databases();
    return (databases.isEmpty() ? "no database" : String.join(", ", databases))
        + ", the same over "
        + where.located().network();
  }

  private static String order(Whereabouts where, Whereabouts.Mapped map) {
    return map.order().isEmpty()
        ? "no order: members of all datacenters are equal"
        : map.order().stream()
            .map(datacenter -> step(datacenter, where.km(datacenter)))
            .collect(Collectors.joining(", "));
  }

  private static String step(String datacenter, @Nullable Long km) {
    return km == null ? datacenter : datacenter + " " + km + " km";
  }

  /** The databases, and what their makers want said wherever they are used. */
  static void sources(PrintWriter out, List<DatabaseInfo> databases) {
    for (DatabaseInfo database : databases) {
      out.println(
          "%s: %s of %s, %d networks"
              .formatted(
                  database.name(),
                  database.type(),
                  database.built().toString().substring(0, 10),
                  database.networks()));
      if (!database.attribution().isEmpty()) {
        out.println("  " + database.attribution());
      }
    }
  }
}
