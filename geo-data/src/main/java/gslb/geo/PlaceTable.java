package gslb.geo;

import gslb.zones.Overlay;
import gslb.zones.Prefix;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntBinaryOperator;

/** Geo databases, read once into disjoint networks → places. Immutable. */
public final class PlaceTable {
  private static final String BUNDLED = "default.mmdb";

  private final List<DatabaseInfo> databases;
  private final List<Known> known; // by place number; 0 = nothing known
  private final Partition v4;
  private final Partition v6;

  /** A distinct place and which of the databases told of it, as their indexes. */
  private record Known(Place place, List<Integer> from) {
    static final Known NOTHING = new Known(Place.UNKNOWN, List.of());
  }

  private PlaceTable(List<DatabaseInfo> databases, List<Known> known, Partition v4, Partition v6) {
    this.databases = databases;
    this.known = known;
    this.v4 = v4;
    this.v6 = v6;
  }

  /** Of one database; place 0 is the unknown one. */
  static PlaceTable of(DatabaseInfo database, List<Place> places, Partition v4, Partition v6) {
    List<Known> known = new ArrayList<>(places.size());
    for (Place place : places) {
      known.add(known.isEmpty() ? Known.NOTHING : new Known(place, List.of(0)));
    }
    return new PlaceTable(List.of(database), known, v4, v6);
  }

  /**
   * Of several sources at once; place 0 is the unknown one.
   *
   * @param from by place, the indexes of those that told of it
   */
  static PlaceTable of(
      List<DatabaseInfo> databases,
      List<Place> places,
      List<List<Integer>> from,
      Partition v4,
      Partition v6) {
    List<Known> known = new ArrayList<>(places.size());
    for (int place = 0; place < places.size(); place++) {
      known.add(new Known(places.get(place), from.get(place)));
    }
    return new PlaceTable(List.copyOf(databases), known, v4, v6);
  }

  /**
   * This table below the operator's overlays, which are asked first.
   *
   * @param overlays in the order they are listed; a later one holds where both name a network
   */
  public PlaceTable under(List<Overlay> overlays) {
    return overlays.isEmpty() ? this : OverlayTable.of(overlays).over(this);
  }

  /**
   * Reads the databases, e.g. one of cities and one of autonomous systems. Of each field the first
   * database that knows it wins, as long as they speak of the same country.
   *
   * @throws GeoDatabaseException one of them is missing or unusable
   */
  public static PlaceTable open(List<Path> databases) throws GeoDatabaseException {
    PlaceTable table = empty();
    for (Path path : databases) {
      table = table.over(MmdbSource.read(String.valueOf(path.getFileName()), bytes(path)));
    }
    return table;
  }

  private static byte[] bytes(Path path) throws GeoDatabaseException {
    try {
      return Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw new GeoDatabaseException(path.toString(), "no such file", e);
    } catch (IOException e) {
      throw new GeoDatabaseException(path.toString(), "cannot be read: " + e.getMessage(), e);
    }
  }

  /** The default database, a resource of this jar. */
  public static PlaceTable bundled() {
    try (InputStream resource = PlaceTable.class.getResourceAsStream(BUNDLED)) {
      if (resource == null) {
        throw new IllegalStateException("the jar lacks " + BUNDLED);
      }
      return MmdbSource.read(BUNDLED, resource.readAllBytes());
    } catch (IOException | GeoDatabaseException e) {
      throw new IllegalStateException("the jar's " + BUNDLED + " is damaged", e);
    }
  }

  /** Knows nothing. */
  public static PlaceTable empty() {
    return new PlaceTable(
        List.of(), List.of(Known.NOTHING), Partition.whole(0), Partition.whole(0));
  }

  /** This table, and below it another one that is asked for what this one does not know. */
  PlaceTable over(PlaceTable below) {
    if (databases.isEmpty()) {
      return below;
    }
    List<DatabaseInfo> all = new ArrayList<>(databases);
    all.addAll(below.databases);
    Map<Known, Integer> ids = new HashMap<>(Map.of(Known.NOTHING, 0));
    List<Known> both = new ArrayList<>(List.of(Known.NOTHING));
    Map<Long, Integer> ofPair = new HashMap<>();
    IntBinaryOperator combine =
        (upper, lower) ->
            ofPair.computeIfAbsent(
                (long) upper << 32 | lower,
                _ -> {
                  Known merged = merge(known.get(upper), below.known.get(lower));
                  Integer id = ids.putIfAbsent(merged, both.size());
                  if (id == null) {
                    both.add(merged);
                    return both.size() - 1;
                  }
                  return id;
                });
    Partition bothV4 = v4.join(below.v4, combine);
    Partition bothV6 = v6.join(below.v6, combine);
    return new PlaceTable(List.copyOf(all), List.copyOf(both), bothV4, bothV6);
  }

  private Known merge(Known upper, Known lower) {
    List<Integer> from = new ArrayList<>(upper.from);
    for (int index : lower.from) {
      from.add(databases.size() + index);
    }
    return new Known(upper.place.orElse(lower.place), List.copyOf(from));
  }

  /** What is known of an address, IPv4 embedded in IPv6 taken as IPv4 (S-5). */
  public Located place(InetAddress address) {
    Prefix asked = Prefix.of(address, address.getAddress().length * 8);
    long embedded = asked.v6() ? EmbeddedIpv4.of(asked.high(), asked.low()) : EmbeddedIpv4.NONE;
    boolean asV6 = asked.v6() && embedded == EmbeddedIpv4.NONE;
    long high = embedded == EmbeddedIpv4.NONE ? asked.high() : embedded << 32;
    long low = asV6 ? asked.low() : 0;
    Partition partition = partition(asV6);
    int run = partition.runOf(high, low);
    Known found = known.get(partition.value(run));
    List<String> names = new ArrayList<>();
    for (int index : found.from) {
      names.add(databases.get(index).name());
    }
    return new Located(
        found.place, network(asV6, high, low, partition.scope(run, high, low)), names);
  }

  private static Prefix network(boolean v6, long high, long low, int length) {
    long highMask = length == 0 ? 0 : -1L << Math.max(0, 64 - length);
    long lowMask = length <= 64 ? 0 : -1L << (128 - length);
    return new Prefix(v6, high & highMask, low & lowMask, length);
  }

  /** The databases, in the order they are asked. */
  public List<DatabaseInfo> databases() {
    return databases;
  }

  /** A family's networks → place numbers. */
  Partition partition(boolean ofV6) {
    return ofV6 ? v6 : v4;
  }

  /** How many different places there are; their numbers stay below. */
  int size() {
    return known.size();
  }

  Place place(int number) {
    return known.get(number).place;
  }
}
