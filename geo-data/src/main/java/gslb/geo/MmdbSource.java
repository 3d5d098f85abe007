package gslb.geo;

import com.maxmind.db.Metadata;
import com.maxmind.db.Reader;
import gslb.zones.Prefix;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One MaxMind DB file, read to its end: the walk is ours, what a network has is decoded by the
 * library, once for each distinct record.
 */
final class MmdbSource {
  private final String name;
  private final byte[] file;
  private final Map<Long, Integer> placeOfData = new HashMap<>();
  private final Map<Place, Integer> placeIds = new HashMap<>();
  private final List<Place> places = new ArrayList<>();
  private int networks;

  private MmdbSource(String name, byte[] file) {
    this.name = name;
    this.file = file;
    placeIds.put(Place.UNKNOWN, 0);
    places.add(Place.UNKNOWN);
    placeOfData.put(0L, 0);
  }

  /**
   * All places of a file.
   *
   * @param name its name, for messages and {@code explain}
   * @throws GeoDatabaseException it is no MaxMind DB, or a broken one
   */
  static PlaceTable read(String name, byte[] file) throws GeoDatabaseException {
    if (file.length == 0) {
      throw new GeoDatabaseException(name, "empty file", null);
    }
    try (Reader reader = new Reader(new ByteArrayInputStream(file))) {
      return new MmdbSource(name, file).read(reader);
    } catch (IOException | RuntimeException e) {
      // The library meets damage with exceptions of many kinds, unchecked ones among them.
      throw new GeoDatabaseException(
          name, "not a MaxMind DB file, or damaged: " + e.getMessage(), e);
    } catch (StackOverflowError e) {
      // It follows pointers as far as they lead: what holds itself ends the stack.
      throw new GeoDatabaseException(name, "damaged: its metadata has no end", e);
    }
  }

  private PlaceTable read(Reader reader) throws GeoDatabaseException {
    Metadata metadata = reader.getMetadata();
    MmdbTree tree = new MmdbTree(file, name, metadata);
    Partition v4 = partition(tree, reader, false);
    Partition v6 = partition(tree, reader, true);
    String attribution = metadata.description().getOrDefault("en", "");
    DatabaseInfo info =
        new DatabaseInfo(
            name, metadata.databaseType(), metadata.buildTime(), networks, attribution);
    return PlaceTable.of(info, places, v4, v6);
  }

  private Partition partition(MmdbTree tree, Reader reader, boolean v6)
      throws GeoDatabaseException {
    Partition.Builder runs = new Partition.Builder(1 << 16);
    MmdbTree.Visitor visitor =
        (high, low, length, data) -> {
          networks += data == 0 ? 0 : 1;
          Integer known = placeOfData.get(data);
          runs.run(
              high,
              low,
              known != null ? known : decode(reader, data, new Prefix(v6, high, low, length)));
        };
    if (v6) {
      tree.walkIpv6(visitor);
    } else {
      tree.walkIpv4(visitor);
    }
    return runs.build();
  }

  private int decode(Reader reader, long data, Prefix network) throws GeoDatabaseException {
    try {
      Map<?, ?> fields = reader.get(network.address(), Map.class);
      Place place = fields == null ? Place.UNKNOWN : PlaceFields.place(fields);
      int id = placeIds.computeIfAbsent(place, _ -> places.size());
      if (id == places.size()) {
        places.add(place);
      }
      placeOfData.put(data, id);
      return id;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // As above: a record may hold itself too.
      throw new GeoDatabaseException(name, "corrupt: the record of " + network, e);
    }
  }
}
