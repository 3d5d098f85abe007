package gslb.server.forecast;

import gslb.zones.Prefix;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One family's space by the routes that two topologies give it: a cell for each pair of routes that
 * meets somewhere.
 */
final class Cells {
  private final Moving moving;
  private final Map<Long, Cell> cells = new HashMap<>();
  private final Deque<Prefix> pending = new ArrayDeque<>(); // of the last cell, neighbours merged
  private @Nullable Cell last;
  private boolean lastLocated;

  /** Whether anybody of a cell moves. */
  interface Moving {
    boolean moves(int before, int after);
  }

  /** What has these routes. */
  static final class Cell {
    final int before;
    final int after;

    /** Whether anybody of it moves; only of such cells the rest but the size is kept. */
    final boolean moves;

    final Map<String, Double> countries = new TreeMap<>();
    final MovedNetworks networks = new MovedNetworks();
    double size;

    private Cell(int before, int after, boolean moves) {
      this.before = before;
      this.after = after;
      this.moves = moves;
    }
  }

  Cells(Moving moving) {
    this.moving = moving;
  }

  /** The next block; blocks come in the order of their addresses. */
  void add(Prefix block, @Nullable String country, double size, int before, int after) {
    Cell same = last;
    Cell cell =
        same != null && same.before == before && same.after == after
            ? same
            : cells.computeIfAbsent(
                (long) before << 32 | after,
                _ -> new Cell(before, after, moving.moves(before, after)));
    boolean located = size > 0;
    if (cell != last || located != lastLocated) {
      flush();
      last = cell;
      lastLocated = located;
    }
    cell.size += size;
    if (cell.moves) {
      if (located && country != null) {
        cell.countries.merge(country, size, Double::sum);
      }
      merge(block);
    }
  }

  /** All blocks came. */
  Collection<Cell> end() {
    flush();
    return cells.values();
  }

  /** Two halves side by side are one network. */
  private void merge(Prefix block) {
    Prefix whole = block;
    Prefix beside = pending.peekLast();
    while (beside != null
        && whole.length() > 0
        && parent(beside).equals(parent(whole))
        && beside.length() == whole.length()) {
      pending.removeLast();
      whole = parent(whole);
      beside = pending.peekLast();
    }
    pending.addLast(whole);
  }

  private static Prefix parent(Prefix network) {
    return network.length() == 0 ? network : Prefix.of(network.address(), network.length() - 1);
  }

  private void flush() {
    Cell cell = last;
    if (cell != null) {
      pending.forEach(network -> cell.networks.add(network, lastLocated));
    }
    pending.clear();
  }
}
