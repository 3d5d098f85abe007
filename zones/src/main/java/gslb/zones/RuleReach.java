package gslb.zones;

import gslb.zones.Rule.Condition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The clients of conditions as sets that can be compared. Where a client is, in which networks, and
 * of which system are three things that have nothing to do with each other, so a condition is a
 * box: a set of places × a set of networks × a set of systems. Of all clients that the conditions
 * cannot tell apart one stands for all:
 *
 * <pre>
 *  places    each place that is named, without those in it that are; and every other place
 *  networks  each network that is named, without those in it that are; the rest of IPv4, of IPv6
 *  systems   each that is named; and every other
 * </pre>
 */
final class RuleReach {
  private static final Prefix ALL_V4 = new Prefix(false, 0, 0, 0);
  private static final Prefix ALL_V6 = new Prefix(true, 0, 0, 0);

  private final List<PlaceCode> places;
  private final List<Prefix> nets;
  private final List<Long> asns;
  private final Map<Prefix, Prefix> around = new HashMap<>(); // of the named networks

  /**
   * @param conditions all that will be compared
   */
  RuleReach(Collection<Condition> conditions) {
    this.places = named(conditions, c -> both(c.geo(), c.except().geo()));
    this.asns = named(conditions, c -> both(c.asns(), c.except().asns()));
    NavigableSet<Prefix> all = new TreeSet<>(List.of(ALL_V4, ALL_V6));
    all.addAll(named(conditions, c -> both(c.nets(), c.except().nets())));
    this.nets = all.stream().filter(net -> hasRest(net, all)).toList();
    Deque<Prefix> open = new ArrayDeque<>();
    for (Prefix net : all) {
      while (!open.isEmpty() && !open.peek().contains(net)) {
        open.pop();
      }
      if (!open.isEmpty()) {
        around.put(net, open.peek());
      }
      open.push(net);
    }
  }

  private static <T> List<T> both(Collection<T> one, Collection<T> other) {
    List<T> both = new ArrayList<>(one);
    both.addAll(other);
    return both;
  }

  private static <T> List<T> named(
      Collection<Condition> conditions, Function<Condition, Collection<T>> names) {
    return conditions.stream().flatMap(c -> names.apply(c).stream()).distinct().toList();
  }

  /** Whether the named networks inside it leave some of its addresses over. */
  private static boolean hasRest(Prefix net, NavigableSet<Prefix> all) {
    Prefix counted = net;
    List<Integer> full = new ArrayList<>(); // lengths of disjoint full blocks, growing
    for (Prefix inner : all.tailSet(net, false)) {
      if (!net.contains(inner)) {
        break;
      }
      if (counted.equals(net) || !counted.contains(inner)) {
        counted = inner;
        int length = inner.length();
        while (!full.isEmpty() && full.getLast() == length) { // two halves are a whole
          full.removeLast();
          length--;
        }
        full.add(length);
      }
    }
    return !full.equals(List.of(net.length()));
  }

  /** Every client. */
  Box everybody() {
    return new Box(ones(places.size() + 1), ones(nets.size()), ones(asns.size() + 1));
  }

  private static BitSet ones(int count) {
    BitSet ones = new BitSet(count);
    ones.set(0, count);
    return ones;
  }

  /** The clients of a condition. */
  Box of(Condition when) {
    return new Box(
        kind(places, true, when.geo(), when.except().geo(), PlaceCode::parent),
        kind(nets, false, when.nets(), when.except().nets(), around::get),
        kind(asns, true, when.asns(), when.except().asns(), asn -> null));
  }

  /**
   * The points that are in the list, or in any place if there is none, and not among the others.
   *
   * @param elsewhere whether a last point stands for whatever is not named
   * @param around the next larger thing, null = none
   */
  private static <T> BitSet kind(
      List<T> points,
      boolean elsewhere,
      Collection<T> list,
      Collection<T> except,
      Function<T, @Nullable T> around) {
    Set<T> in = new HashSet<>(list);
    Set<T> out = new HashSet<>(except);
    BitSet set = new BitSet();
    for (int i = 0; i < points.size(); i++) {
      T point = points.get(i);
      set.set(i, (in.isEmpty() || isIn(point, in, around)) && !isIn(point, out, around));
    }
    if (elsewhere) {
      set.set(points.size(), in.isEmpty());
    }
    return set;
  }

  private static <T> boolean isIn(T point, Set<T> set, Function<T, @Nullable T> around) {
    for (T larger = point; larger != null; larger = around.apply(larger)) {
      if (set.contains(larger)) {
        return true;
      }
    }
    return false;
  }

  /** Clients, as a set of points for each kind of condition. */
  record Box(BitSet places, BitSet nets, BitSet asns) {
    /** How many kinds there are. */
    static final int KINDS = 3;

    BitSet kind(int kind) {
      return switch (kind) {
        case 0 -> places;
        case 1 -> nets;
        default -> asns;
      };
    }

    boolean isEmpty() {
      return places.isEmpty() || nets.isEmpty() || asns.isEmpty();
    }

    boolean contains(Box other) {
      return containsBut(-1, other);
    }

    /** Whether it holds the other in every kind but this one. */
    boolean containsBut(int except, Box other) {
      for (int kind = 0; kind < KINDS; kind++) {
        if (kind != except && !isSubset(other.kind(kind), kind(kind))) {
          return false;
        }
      }
      return true;
    }

    private static boolean isSubset(BitSet small, BitSet large) {
      BitSet outside = (BitSet) small.clone();
      outside.andNot(large);
      return outside.isEmpty();
    }
  }
}
