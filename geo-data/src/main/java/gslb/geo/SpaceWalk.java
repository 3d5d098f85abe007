package gslb.geo;

import gslb.zones.Prefix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several topologies over one family's whole address space at once: in blocks, from the lowest
 * address to the highest, over each of which place and routes stay the same.
 */
public final class SpaceWalk {
  private static final int V4_UNIT = 32; // counted in addresses
  private static final int V6_UNIT = 48; // counted in /48s

  private final boolean v6;
  private final PlaceTable places;
  private final List<Topology> topologies;
  private final int[] routes;
  private @Nullable String country; // of the present block

  /** What a walk comes by. */
  public interface Visitor {
    /**
     * A block; those of IPv6 that are located as IPv4 are left out.
     *
     * @param country as {@link Coverage} counts it; null = not located
     * @param size in addresses, of IPv6 in /48s; 0 where it is not located or not public
     * @param routes of each topology; overwritten by the next block
     */
    void block(Prefix block, @Nullable String country, double size, int[] routes);
  }

  private SpaceWalk(boolean v6, PlaceTable places, List<Topology> topologies) {
    this.v6 = v6;
    this.places = places;
    this.topologies = topologies;
    this.routes = new int[topologies.size()];
  }

  /** Walks the family. */
  public static void walk(
      boolean v6, PlaceTable places, List<Topology> topologies, Visitor visitor) {
    new SpaceWalk(v6, places, topologies).walk(visitor);
  }

  private void walk(Visitor visitor) {
    AddressWalk.everywhere(
        v6,
        this::ask,
        (block, isPublic) -> {
          boolean counts = isPublic && country != null;
          double size = Math.scalb(1.0, (v6 ? V6_UNIT : V4_UNIT) - block.length());
          visitor.block(block, country, counts ? size : 0, routes);
        });
  }

  /** How long a block around the address must be at least. */
  private int ask(Prefix here) {
    Partition partition = places.partition(v6);
    int run = partition.runOf(here.high(), here.low());
    country = places.place(partition.value(run)).territory();
    int length = partition.scope(run, here.high(), here.low());
    for (int i = 0; i < routes.length; i++) {
      int located = topologies.get(i).locate(v6, here.high(), here.low());
      routes[i] = Topology.route(located);
      length = Math.max(length, Topology.scope(located));
    }
    return length;
  }
}
