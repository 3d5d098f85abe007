package gslb.server.steer;

import gslb.zones.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Weighted choice among many in constant time. Members hold tickets; a key draws tickets, each with
 * a stake below {@code unit}, until one is held by a member whose weight reaches to that stake:
 *
 * <pre>
 *  unit  ┌────┬────┬────┬────┬────┐
 *        │####│    │####│    │    │   b weighs 2½ units, a ½ unit, c 1 unit
 *  stake │####│    │####│####│    │   an empty ticket, or a stake above the weight: draw again
 *        │####│####│####│####│    │
 *        └─b0─┴─a0─┴─b1─┴─b2─┴────┘ …
 * </pre>
 *
 * The share of each is weight / sum of weights, and as who holds a ticket does not depend on who is
 * usable, a member that loses weight gives up its own keys only, and one that gains some takes keys
 * from the others and moves none between them (S-14). Who holds what depends on the members that
 * are declared; where these change much, all of it does.
 */
public final class Lottery {
  private static final int NOBODY = -1;

  private final int unitBits;
  private final int[] holders;
  private final int[] floors;
  private final Map<String, Integer> indexes = new HashMap<>();

  /**
   * Hands out the tickets.
   *
   * @param members every one that may ever be chosen, usable or not, names unique; those of weight
   *     0 count as 1
   */
  public Lottery(List<Member> members) {
    List<Member> byHash = new ArrayList<>(members);
    byHash.sort(Comparator.comparingLong(member -> Mix.of(member.name())));
    long mean = byHash.stream().mapToLong(Lottery::weight).sum() / members.size();
    this.unitBits = 64 - Long.numberOfLeadingZeros(mean); // one to two times the mean
    int held = byHash.stream().mapToInt(this::tickets).sum();
    int size = Integer.highestOneBit(held + held / 4) * 2;
    this.holders = new int[size];
    this.floors = new int[size];
    Arrays.fill(holders, NOBODY);
    for (Member member : byHash) {
      int index = indexes.size();
      indexes.put(member.name(), index);
      long hash = Mix.of(member.name());
      for (int ticket = 0; ticket < tickets(member); ticket++) {
        int at = (int) hash & size - 1;
        for (; holders[at] != NOBODY; at = (int) hash & size - 1) {
          hash = Mix.mix(hash);
        }
        holders[at] = index;
        floors[at] = ticket << unitBits;
        hash = Mix.mix(hash);
      }
    }
  }

  private static int weight(Member member) {
    return Choice.ONE * Math.max(1, member.weight());
  }

  private int tickets(Member member) {
    return (weight(member) + (1 << unitBits) - 1) >>> unitBits;
  }

  /** The place of a member in arrays of {@link #size} values. */
  int index(Member member) {
    Integer index = indexes.get(member.name());
    if (index == null) {
      throw new IllegalArgumentException(member.name() + " holds no ticket");
    }
    return index;
  }

  /** How many members hold tickets. */
  int size() {
    return indexes.size();
  }

  /**
   * Draws one ticket.
   *
   * @param random all of it is used
   * @param weights by {@link #index}, as they are now, none above what was declared
   * @return an index; negative = draw again
   */
  int draw(long random, int[] weights) {
    int ticket = (int) random & holders.length - 1;
    int holder = holders[ticket];
    int stake = (int) (random >>> 32) & (1 << unitBits) - 1;
    return holder != NOBODY && floors[ticket] + stake < weights[holder] ? holder : NOBODY;
  }
}
