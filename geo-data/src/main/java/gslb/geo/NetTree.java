package gslb.geo;

import gslb.zones.Prefix;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Every network that rules and maps name, as a tree: which lies in which. Where a client is in
 * several, the smallest stands for all, since its chain of parents has the others.
 */
final class NetTree {

  /** A declared network and the smallest declared one around it. */
  record Net(Prefix prefix, @Nullable Net parent) {}

  private final List<@Nullable Net> nets = new ArrayList<>(); // 0 = in none
  private final Partition v4;
  private final Partition v6;

  NetTree(Collection<Prefix> prefixes) {
    SortedSet<Prefix> sorted = new TreeSet<>(prefixes);
    nets.add(null);
    v4 = partition(sorted, false);
    v6 = partition(sorted, true);
  }

  /** A family's addresses → number of the smallest net they are in. */
  Partition partition(boolean ofV6) {
    return ofV6 ? v6 : v4;
  }

  /** How many there are and one, as 0 is none of them. */
  int size() {
    return nets.size();
  }

  /** By number; null for 0. */
  @Nullable Net net(int number) {
    return nets.get(number);
  }

  private record Open(int number, Net net) {}

  /** In order of address, the larger first: each prefix opens inside those still open. */
  private Partition partition(SortedSet<Prefix> sorted, boolean family) {
    Partition.Builder runs = new Partition.Builder(2 * sorted.size() + 1).run(0, 0, 0);
    Deque<Open> open = new ArrayDeque<>();
    for (Prefix prefix : sorted) {
      if (prefix.v6() == family) {
        while (!open.isEmpty() && !open.element().net.prefix.contains(prefix)) {
          close(runs, open);
        }
        Net net = new Net(prefix, open.isEmpty() ? null : open.element().net);
        open.push(new Open(nets.size(), net));
        nets.add(net);
        runs.run(prefix.high(), prefix.low(), open.element().number);
      }
    }
    while (!open.isEmpty()) {
      close(runs, open);
    }
    return runs.build();
  }

  /** After a prefix's last address the one around it goes on. */
  private static void close(Partition.Builder runs, Deque<Open> open) {
    Prefix closed = open.pop().net.prefix;
    int length = closed.length();
    long low = length <= 64 ? 0 : closed.low() + (1L << (128 - length));
    long carry = length > 64 && low == 0 ? 1 : 0;
    long high = closed.high() + (length > 64 || length == 0 ? carry : 1L << (64 - length));
    if (high != 0 || low != 0) { // else it ends where the space ends
      runs.run(high, low, open.isEmpty() ? 0 : open.element().number);
    }
  }
}
