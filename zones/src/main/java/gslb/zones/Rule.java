package gslb.zones;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a policy: which clients, which pools, in which order of datacenters.
 *
 * @param when null = every client; only the last rule of a policy has null
 * @param split one or more shares whose percents add up to 100; a plain {@code pools:} is one share
 *     of 100
 * @param excludeDatacenters whose members are no candidates under this rule
 * @param prefer the order of datacenters
 */
public record Rule(
    @Nullable Condition when,
    List<Share> split,
    Set<String> excludeDatacenters,
    Preference prefer) {

  public Rule {
    split = List.copyOf(split);
    excludeDatacenters = Set.copyOf(excludeDatacenters);
  }

  /**
   * Clients a rule is for: those that are in every list which is not empty, and in none of {@code
   * except}. A client is in a list if any of its entries holds it.
   *
   * @param geo places, groups already spread out
   * @param nets networks
   * @param asns autonomous system numbers
   * @param except who is not meant after all ({@code not} in the file)
   */
  public record Condition(List<PlaceCode> geo, List<Prefix> nets, Set<Long> asns, Except except) {
    public Condition {
      geo = List.copyOf(geo);
      nets = List.copyOf(nets);
      asns = Set.copyOf(asns);
    }

    /** Of which nobody is excepted. */
    public Condition(List<PlaceCode> geo, List<Prefix> nets, Set<Long> asns) {
      this(geo, nets, asns, Except.NOBODY);
    }
  }

  /** Clients a condition leaves out: those in any of the lists. */
  public record Except(List<PlaceCode> geo, List<Prefix> nets, Set<Long> asns) {
    /** Leaves nobody out. */
    public static final Except NOBODY = new Except(List.of(), List.of(), Set.of());

    public Except {
      geo = List.copyOf(geo);
      nets = List.copyOf(nets);
      asns = Set.copyOf(asns);
    }
  }

  /**
   * A stable share of a rule's clients.
   *
   * @param percent 1..100
   * @param pools failover order, at least one
   * @param trickle percent of its clients that go to the next pool that is up and so keep it warm,
   *     0..50
   */
  public record Share(int percent, List<String> pools, int trickle) {
    public Share {
      pools = List.copyOf(pools);
    }

    /** Without a trickle. */
    public Share(int percent, List<String> pools) {
      this(percent, pools, 0);
    }
  }
}
