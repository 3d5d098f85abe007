package gslb.geo;

import gslb.zones.Prefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a family's public address space is shared out: by the country the databases put it in, and by
 * the datacenter that comes first in a map. IPv4 is counted in addresses, IPv6 (2000::/3) in /48s.
 * Shares are of what is located: most of IPv6 belongs to nobody yet.
 */
public final class Coverage {
  /** Where a map gives no order. */
  public static final String ANY = "any";

  /** Each side of the square that {@link #square} draws: a cell is a /16. */
  public static final int SIDE = 256;

  private final boolean v6;
  private final List<String> datacenters; // ANY is the last
  private final Map<String, double[]> byCountry = new TreeMap<>(); // by number of datacenter
  private final double[][] cells; // of IPv4, by /16 and number of datacenter, and unlocated last
  private double all;
  private double located;

  private Coverage(boolean v6, List<String> datacenters) {
    this.v6 = v6;
    this.datacenters = List.copyOf(datacenters);
    this.cells = new double[v6 ? 0 : SIDE * SIDE][];
  }

  /**
   * Walks the whole family.
   *
   * @param routes of a map, or of any other policy
   */
  public static Coverage of(boolean v6, PlaceTable places, Routes routes) {
    List<String> datacenters = new ArrayList<>();
    for (Route route : routes.routes()) {
      route.datacenters().stream()
          .limit(1)
          .filter(d -> !datacenters.contains(d))
          .forEach(datacenters::add);
    }
    datacenters.sort(Comparator.naturalOrder());
    datacenters.add(ANY);
    Coverage coverage = new Coverage(v6, datacenters);
    coverage.walk(places, routes);
    return coverage;
  }

  private void walk(PlaceTable places, Routes routes) {
    int[] numbers = new int[routes.routes().size()];
    for (int i = 0; i < numbers.length; i++) {
      List<String> order = routes.routes().get(i).datacenters();
      numbers[i] = datacenters.indexOf(order.isEmpty() ? ANY : order.getFirst());
    }
    Asked asked = new Asked();
    AddressWalk.walk(
        v6,
        here -> {
          asked.located = places.place(here.address());
          asked.route = routes.topology().locate(v6, here.high(), here.low());
          return Math.max(asked.network().length(), Topology.scope(asked.route));
        },
        block -> count(block, asked.place(), numbers[Topology.route(asked.route)]));
  }

  /** What was found at the start of a block and holds for all of it. */
  private static final class Asked {
    private @Nullable Located located;
    private int route;

    Prefix network() {
      return located().network();
    }

    Place place() {
      return located().place();
    }

    private Located located() {
      if (located == null) {
        throw new IllegalStateException("asked of nothing yet");
      }
      return located;
    }
  }

  private void count(Prefix block, Place place, int datacenter) {
    double size = Math.scalb(1.0, (v6 ? 48 : 32) - block.length());
    all += size;
    String country = place.territory();
    boolean known = country != null;
    if (country != null) {
      located += size;
      byCountry.computeIfAbsent(country, _ -> new double[datacenters.size()])[datacenter] += size;
    }
    if (!v6) {
      draw(block, known ? datacenter : datacenters.size());
    }
  }

  private void draw(Prefix block, int what) {
    int first = (int) (block.high() >>> 48);
    int count = block.length() >= 16 ? 1 : 1 << (16 - block.length());
    double size = Math.scalb(1.0, Math.min(16, 32 - block.length()));
    for (int cell = first; cell < first + count; cell++) {
      if (cells[cell] == null) {
        cells[cell] = new double[datacenters.size() + 1];
      }
      cells[cell][what] += size;
    }
  }

  /** Which come first somewhere, by name; {@link #ANY} is the last. */
  public List<String> datacenters() {
    return datacenters;
  }

  /** All public addresses, or /48s. */
  public double all() {
    return all;
  }

  /** Of these the ones of a known country or continent. */
  public double located() {
    return located;
  }

  /**
   * A country's part of what is located.
   *
   * @param share of what is located, 0..1
   * @param byDatacenter likewise; they sum up to it
   */
  public record Country(String code, double size, double share, Map<String, Double> byDatacenter) {
    public Country {
      byDatacenter = Map.copyOf(byDatacenter);
    }
  }

  /** Every country, the one with most addresses first. */
  public List<Country> countries() {
    List<Country> countries = new ArrayList<>();
    byCountry.forEach((code, sizes) -> {
      Map<String, Double> shares = new LinkedHashMap<>();
      for (int i = 0; i < sizes.length; i++) {
        if (sizes[i] > 0) {
          shares.put(datacenters.get(i), sizes[i] / located);
        }
      }
      double size = Arrays.stream(sizes).sum();
      countries.add(new Country(code, size, size / located, shares));
    });
    countries.sort(Comparator.comparingDouble(Country::size).reversed());
    return countries;
  }

  /** A datacenter's share of what is located, 0..1. */
  public double share(String datacenter) {
    int number = datacenters.indexOf(datacenter);
    return number < 0 || located == 0
        ? 0
        : byCountry.values().stream().mapToDouble(sizes -> sizes[number]).sum() / located;
  }

  /**
   * IPv4 as a square in which neighbours are near each other (a Hilbert curve): the number of the
   * datacenter that has most of a /16, the number of datacenters where most of it is not located,
   * -1 where it is not public.
   *
   * @param x 0..255, from the left
   * @param y 0..255, from the top
   */
  public int square(int x, int y) {
    double[] cell = cells[hilbert(x, y)];
    if (cell == null) {
      return -1;
    }
    int most = 0;
    for (int i = 1; i < cell.length; i++) {
      most = cell[i] > cell[most] ? i : most;
    }
    return most;
  }

  /** The /8 a cell of the square lies in. */
  public int octet(int x, int y) {
    return hilbert(x, y) >>> 8;
  }

  /** How far along the curve a cell lies. */
  static int hilbert(int column, int row) {
    int x = column;
    int y = row;
    int distance = 0;
    for (int side = SIDE / 2; side > 0; side /= 2) {
      int right = (x & side) > 0 ? 1 : 0;
      int down = (y & side) > 0 ? 1 : 0;
      distance += side * side * ((3 * right) ^ down);
      if (down == 0) {
        int turned = right == 1 ? SIDE - 1 - y : y;
        y = right == 1 ? SIDE - 1 - x : x;
        x = turned;
      }
    }
    return distance;
  }
}
