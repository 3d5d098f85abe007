package gslb.server.snapshot;

import gslb.server.wire.RecordType;
import gslb.server.wire.SearchName;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every node of every zone by its whole name: a flat open-addressing table at most half full, so a
 * miss costs a probe or two. Where zones nest, a name stands for the deepest one (RFC 1034 §4.3.2
 * step 2).
 */
public final class ZoneTable {
  /** No zones. */
  public static final ZoneTable EMPTY = new ZoneTable(List.of());

  private final @Nullable ZoneNode[] slots;

  /** A part of the hash of each slot's name, 0 where there is none: a miss touches no node. */
  private final int[] tags;

  private final int mask;
  private final int size;

  /** A table of the nodes, whose names are unique. */
  public ZoneTable(Collection<ZoneNode> nodes) {
    size = nodes.size();
    int capacity = Integer.highestOneBit(Math.max(4, size * 2)) * 2;
    slots = new ZoneNode[capacity];
    tags = new int[capacity];
    mask = capacity - 1;
    for (ZoneNode node : nodes) {
      int slot = (int) node.name().hash() & mask;
      while (slots[slot] != null) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = node;
      tags[slot] = tag(node.name().hash());
    }
  }

  /** The half of the hash that does not say the slot; never 0. */
  private static int tag(long hash) {
    return (int) (hash >>> Integer.SIZE) | 1;
  }

  /** How many names exist. */
  public int size() {
    return size;
  }

  /** Some of the names that exist: steered ones first, then any. */
  public List<WireName> names(int most) {
    return Arrays.stream(slots)
        .flatMap(Stream::ofNullable)
        .sorted(Comparator.comparing(node -> !(node.at(RecordType.A) instanceof Finding.Steered)))
        .limit(most)
        .map(ZoneNode::name)
        .toList();
  }

  /** Slots taken in a row, the most there are: no probe looks at more of them. */
  int longestRun() {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < 2 * slots.length && run < slots.length; i++) { // a run may go round the end
      run = slots[i & mask] == null ? 0 : run + 1;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  /**
   * The node of a suffix of the name, or null.
   *
   * @param skipped how many of the name's first labels to leave out
   */
  public @Nullable ZoneNode get(SearchName name, int skipped) {
    long hash = name.suffixHash(skipped);
    int tag = tag(hash);
    for (int slot = (int) hash & mask; tags[slot] != 0; slot = (slot + 1) & mask) {
      ZoneNode node = slots[slot];
      if (tags[slot] == tag && node != null && node.is(name, skipped)) {
        return node;
      }
    }
    return null;
  }
}
