package gslb.server.cli;

import gslb.geo.Coverage;
import gslb.geo.DatabaseInfo;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A map's coverage as a picture that needs nothing but a browser.
 *
 * <pre>
 *  ┌ title ─────────────────────────────────────────┐
 *  │ square of IPv4        │ legend                 │
 *  │ (Hilbert curve, a /16 │ bars: IPv4, IPv6       │
 *  │ a cell, a /8 a frame) │ bars: countries        │
 *  └ sources ───────────────────────────────────────┘
 * </pre>
 */
final class CoverageSvg {
  private static final int WIDTH = 1240;
  private static final int HEIGHT = 930;
  private static final int LEFT = 40;
  private static final int TOP = 110;
  private static final int CELL = 3;
  private static final int SQUARE = CELL * Coverage.SIDE;
  private static final int RIGHT = LEFT + SQUARE + 48;
  private static final int BAR = 270;
  private static final int COUNTRIES = 18;
  private static final String NOWHERE = "#e4e4e0";
  private static final String ANY = "#6b6b6b";

  /** Okabe and Ito's, which also colour-blind people can tell apart. */
  private static final List<String> COLOURS =
      List.of(
          "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9", "#b8a900", "#5d3a9b");

  private final MapCoverage map;
  private final List<String> datacenters;
  private final StringBuilder svg = new StringBuilder();

  private CoverageSvg(MapCoverage map) {
    this.map = map;
    this.datacenters = map.datacenters();
  }

  static String draw(MapCoverage map, List<DatabaseInfo> databases) {
    return new CoverageSvg(map).draw(databases);
  }

  private String draw(List<DatabaseInfo> databases) {
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" \
        font-family="Helvetica, Arial, sans-serif" fill="#222">
        <rect width="100%%" height="100%%" fill="#fff"/>
        """
            .formatted(WIDTH, HEIGHT));
    text(LEFT, 48, 26, "bold", "Where clients go: map " + map.map());
    text(
        LEFT,
        76,
        15,
        "normal",
        "The datacenter that comes first for each part of the address space. A cell of the square"
            + " is an IPv4 /16, a frame a /8; neighbours are near each other.");
    square();
    int y = legend(TOP + 14);
    y = family(y + 34, "IPv4", "of located addresses", map.v4());
    y = family(y + 24, "IPv6", "of located /48s", map.v6());
    countries(y + 30);
    sources(databases);
    return svg.append("</svg>\n").toString();
  }

  private void square() {
    for (int colour = 0; colour <= datacenters.size(); colour++) {
      String path = runs(colour);
      if (!path.isEmpty()) {
        svg.append(
            "<path fill=\"%s\" d=\"%s\"/>%n"
                .formatted(colour == datacenters.size() ? NOWHERE : colour(colour), path));
      }
    }
    int frame = SQUARE / 16;
    for (int row = 0; row < 16; row++) {
      for (int column = 0; column < 16; column++) {
        int x = LEFT + column * frame;
        int y = TOP + row * frame;
        int first = map.v4().octet(column * 16, row * 16);
        svg.append(
            "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#fff\"/>%n"
                .formatted(x, y, frame, frame));
        svg.append(
            ("<text x=\"%d\" y=\"%d\" font-size=\"10\" fill=\"#222\" stroke=\"#fff\""
                    + " stroke-width=\"2.5\" paint-order=\"stroke\">%d</text>%n")
                .formatted(x + 3, y + 11, first));
      }
    }
    svg.append(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#999\"/>%n"
            .formatted(LEFT, TOP, SQUARE, SQUARE));
  }

  /** Every run of cells of that colour in a row; the last colour is that of nowhere. */
  private String runs(int colour) {
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < Coverage.SIDE; y++) {
      int from = -1;
      for (int x = 0; x <= Coverage.SIDE; x++) {
        boolean in = x < Coverage.SIDE && cell(x, y) == colour;
        if (in && from < 0) {
          from = x;
        } else if (!in && from >= 0) {
          int wide = (x - from) * CELL;
          path.append(
              "M%d %dh%dv%dh-%dz".formatted(LEFT + from * CELL, TOP + y * CELL, wide, CELL, wide));
          from = -1;
        }
      }
    }
    return path.toString();
  }

  private int cell(int x, int y) {
    int number = map.v4().square(x, y);
    List<String> names = map.v4().datacenters();
    return number >= 0 && number < names.size()
        ? datacenters.indexOf(names.get(number))
        : number < 0 ? -2 : datacenters.size();
  }

  private int legend(int top) {
    int y = top;
    for (int i = 0; i < datacenters.size(); i++) {
      boolean any = datacenters.get(i).equals(Coverage.ANY);
      y = key(y, colour(i), any ? "any: no order" : datacenters.get(i));
    }
    y = key(y, NOWHERE, "not located: the map's default");
    return key(y, "#fff", "not public") - 22;
  }

  private int key(int y, String colour, String what) {
    svg.append(
        "<rect x=\"%d\" y=\"%d\" width=\"15\" height=\"15\" fill=\"%s\" stroke=\"#999\"/>%n"
            .formatted(RIGHT, y - 13, colour));
    text(RIGHT + 24, y, 14, "normal", what);
    return y + 22;
  }

  private String colour(int datacenter) {
    return datacenters.get(datacenter).equals(Coverage.ANY)
        ? ANY
        : COLOURS.get(datacenter % COLOURS.size());
  }

  private int family(int top, String family, String unit, Coverage coverage) {
    text(RIGHT, top, 16, "bold", family);
    text(RIGHT + 46, top, 13, "normal", unit);
    int y = top + 24;
    for (int i = 0; i < datacenters.size(); i++) {
      double share = coverage.share(datacenters.get(i));
      text(RIGHT, y, 13, "normal", datacenters.get(i));
      bar(RIGHT + 62, y - 12, share * (BAR - 40), colour(i));
      text(RIGHT + 70 + (int) (share * (BAR - 40)), y, 13, "normal", CoverageText.percent(share));
      y += 21;
    }
    return y;
  }

  private void countries(int top) {
    text(RIGHT, top, 16, "bold", "Countries");
    text(RIGHT + 98, top, 13, "normal", "IPv4, by datacenter");
    List<Coverage.Country> all = map.v4().countries();
    List<Coverage.Country> shown = all.subList(0, Math.min(COUNTRIES, all.size()));
    double largest = shown.isEmpty() ? 1 : shown.getFirst().share();
    int y = top + 23;
    for (Coverage.Country country : shown) {
      text(RIGHT, y, 12, "normal", country.code());
      double x = RIGHT + 30;
      for (int i = 0; i < datacenters.size(); i++) {
        double share = country.byDatacenter().getOrDefault(datacenters.get(i), 0.0);
        double wide = share / largest * (BAR - 10);
        bar(x, y - 10, wide, colour(i));
        x += wide;
      }
      text((int) x + 8, y, 12, "normal", CoverageText.percent(country.share()));
      y += 18;
    }
    if (all.size() > shown.size()) {
      double rest =
          all.subList(shown.size(), all.size()).stream().mapToDouble(Coverage.Country::share).sum();
      text(
          RIGHT,
          y,
          12,
          "normal",
          "%d more: %s".formatted(all.size() - shown.size(), CoverageText.percent(rest)));
    }
  }

  private void bar(double x, int y, double wide, String colour) {
    if (wide > 0) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"13\" fill=\"%s\"/>%n",
              x,
              y,
              Math.max(wide, 0.5),
              colour));
    }
  }

  private void sources(List<DatabaseInfo> databases) {
    String used =
        databases.stream()
            .map(database ->
                "%s (%s) of %s"
                    .formatted(
                        database.name(),
                        database.type(),
                        database.built().toString().substring(0, 10)))
            .collect(Collectors.joining(", "));
    text(
        LEFT,
        HEIGHT - 30,
        12,
        "normal",
        "Located by %s: %s of public IPv4, %s of 2000::/3."
            .formatted(
                used,
                CoverageText.percent(map.v4().located() / map.v4().all()),
                CoverageText.percent(map.v6().located() / map.v6().all())));
    String attribution =
        databases.stream()
            .map(DatabaseInfo::attribution)
            .filter(said -> !said.isEmpty())
            .collect(Collectors.joining(" "));
    text(LEFT, HEIGHT - 12, 10, "normal", attribution);
  }

  private void text(int x, int y, int size, String weight, String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    svg.append(
        "<text x=\"%d\" y=\"%d\" font-size=\"%d\" font-weight=\"%s\">%s</text>%n"
            .formatted(x, y, size, weight, escaped));
  }
}
