package gslb.zones;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator knows better than any geo database: where networks are.
 *
 * @param file where it was read
 * @param entries in file order; of those of one network the last holds
 */
public record Overlay(Path file, List<Entry> entries) {

  public Overlay {
    entries = List.copyOf(entries);
  }

  /**
   * A line. At least one of the three is there.
   *
   * @param place in the words of maps and rules
   * @param point of the place itself
   * @param asn its autonomous system, 1..2^32-1
   */
  public record Entry(
      Prefix network, @Nullable PlaceCode place, @Nullable Point point, @Nullable Long asn) {}

  /**
   * A point on the earth.
   *
   * @param latitude degrees north, -90..90
   * @param longitude degrees east, -180..180
   */
  public record Point(double latitude, double longitude) {}
}
