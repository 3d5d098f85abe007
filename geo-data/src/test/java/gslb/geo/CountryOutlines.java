package gslb.geo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The outlines of countries in a TopoJSON file ({@code countries-50m.json} of world-atlas), and of
 * each the middle of its largest polygon.
 *
 * <p>TopoJSON: a polygon's rings are lists of arcs shared with the neighbours, ~n is arc n
 * backwards; an arc is a list of integer steps, scaled and moved by {@code transform}.
 */
final class CountryOutlines {
  private record Polygon(double area, Coordinates middle) {}

  private final JsonNode file;

  CountryOutlines(Path topoJson) throws IOException {
    file = new ObjectMapper().readTree(topoJson.toFile());
  }

  /**
   * Country code → middle of its largest polygon.
   *
   * @param codes by number, by name where there is none
   */
  Map<String, Coordinates> middles(Map<String, String> codes) {
    Map<String, Polygon> largest = new TreeMap<>();
    for (JsonNode country : file.at("/objects/countries/geometries")) {
      String code = codes.get(country.path("id").asText(country.at("/properties/name").asText()));
      if (code != null) {
        for (JsonNode polygon : polygons(country)) {
          largest.merge(code, middle(ring(polygon.get(0))), (a, b) -> a.area >= b.area ? a : b);
        }
      }
    }
    Map<String, Coordinates> middles = new TreeMap<>();
    largest.forEach((code, polygon) -> middles.put(code, polygon.middle));
    return middles;
  }

  private static List<JsonNode> polygons(JsonNode country) {
    if (country.path("type").asText().equals("Polygon")) {
      return List.of(country.get("arcs"));
    }
    List<JsonNode> polygons = new ArrayList<>();
    country.path("arcs").forEach(polygons::add);
    return polygons;
  }

  private List<double[]> ring(JsonNode arcs) {
    List<double[]> ring = new ArrayList<>();
    for (JsonNode arc : arcs) {
      int number = arc.asInt();
      List<double[]> points = arc(number < 0 ? ~number : number);
      ring.addAll(number < 0 ? points.reversed() : points);
    }
    return ring;
  }

  private List<double[]> arc(int number) {
    JsonNode scale = file.at("/transform/scale");
    JsonNode translate = file.at("/transform/translate");
    List<double[]> points = new ArrayList<>();
    long x = 0;
    long y = 0;
    for (JsonNode step : file.get("arcs").get(number)) {
      x += step.get(0).asLong();
      y += step.get(1).asLong();
      points.add(
          new double[] {
            x * scale.get(0).asDouble() + translate.get(0).asDouble(),
            y * scale.get(1).asDouble() + translate.get(1).asDouble()
          });
    }
    return points;
  }

  /**
   * Centroid by the shoelace formula, reckoned from the first point as small rings far from 0,0
   * lose all digits otherwise. The area is weighted by latitude to compare polygons. A ring that
   * crosses the antimeridian goes on beyond 180 degrees; the one around the pole does not close
   * then, and counts as a point.
   */
  private static Polygon middle(List<double[]> ring) {
    double[] first = ring.getFirst();
    double twice = 0;
    double x = 0;
    double y = 0;
    double ax = 0;
    double ay = 0;
    for (double[] point : ring) {
      double bx = ax + Math.IEEEremainder(point[0] - first[0] - ax, 360);
      double by = point[1] - first[1];
      double cross = ax * by - bx * ay;
      twice += cross;
      x += (ax + bx) * cross;
      y += (ay + by) * cross;
      ax = bx;
      ay = by;
    }
    if (twice == 0 || Math.abs(ax) > 1) {
      return new Polygon(0, new Coordinates(first[1], first[0]));
    }
    double latitude = first[1] + y / (3 * twice);
    double longitude = Math.IEEEremainder(first[0] + x / (3 * twice), 360);
    return new Polygon(
        Math.abs(twice) * Math.cos(Math.toRadians(latitude)), new Coordinates(latitude, longitude));
  }

  /** The first point of each country in tzdata's {@code zone.tab}, e.g. {@code -1510+14525}. */
  static Map<String, Coordinates> ofZoneTab(Path zoneTab) throws IOException {
    Map<String, Coordinates> points = new TreeMap<>();
    for (String line : Files.readAllLines(zoneTab)) {
      if (!line.startsWith("#")) {
        List<String> fields = List.of(line.split("\t", -1));
        String point = fields.get(1);
        int longitude = Math.max(point.lastIndexOf('+'), point.lastIndexOf('-'));
        points.putIfAbsent(
            fields.get(0),
            new Coordinates(
                degrees(point.substring(0, longitude), 2), degrees(point.substring(longitude), 3)));
      }
    }
    return points;
  }

  /** {@code ±DDMM} or {@code ±DDMMSS}, with so many digits of degrees. */
  private static double degrees(String text, int digits) {
    double degrees = Integer.parseInt(text.substring(1, 1 + digits));
    double minutes = Integer.parseInt(text.substring(1 + digits, 3 + digits));
    double seconds = text.length() > 3 + digits ? Integer.parseInt(text.substring(3 + digits)) : 0;
    return (text.charAt(0) == '-' ? -1 : 1) * (degrees + minutes / 60 + seconds / 3600);
  }
}
