package gslb.server.compile;

import gslb.server.snapshot.ZoneNode;
import gslb.server.snapshot.ZoneTable;
import gslb.server.wire.SearchName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;

/**
 * The zones of a snapshot laid over one another. Where they nest, a name belongs to the deepest,
 * and an apex knows what the zone around it says (RFC 4035 §3.1.4.1).
 */
final class ZoneLayers {
  private final Map<Name, List<ZoneNode>> zones = new HashMap<>();
  private final Map<Name, List<ZoneNode>> nested = new HashMap<>(); // apexes, by the zone around
  private final SearchName search = new SearchName();

  /**
   * Adds a zone.
   *
   * @param nodes its own, the apex first
   */
  void add(Name origin, List<ZoneNode> nodes) {
    zones.put(origin, nodes);
  }

  /** All of them in one table. */
  ZoneTable table() {
    List<ZoneNode> nodes = new ArrayList<>();
    Map<Name, ZoneTable> around = new HashMap<>();
    zones.forEach((origin, ofZone) -> {
      Name parent = parent(origin);
      ZoneNode apex = ofZone.getFirst();
      if (parent == null) {
        nodes.add(apex);
      } else {
        nested.computeIfAbsent(parent, _ -> new ArrayList<>()).add(apex);
        nodes.add(within(apex, around.computeIfAbsent(parent, this::table)));
      }
    });
    zones.forEach((origin, ofZone) -> {
      List<ZoneNode> below = ofZone.subList(1, ofZone.size());
      List<ZoneNode> hiding = nested.get(origin);
      if (hiding == null) {
        nodes.addAll(below);
      } else {
        ZoneTable deeper = new ZoneTable(hiding);
        below.stream().filter(node -> !isIn(deeper, node)).forEach(nodes::add);
      }
    });
    return new ZoneTable(nodes);
  }

  private ZoneTable table(Name origin) {
    return new ZoneTable(zones.getOrDefault(origin, List.of()));
  }

  /** The nearest zone of ours above this one; null = none. */
  private @Nullable Name parent(Name origin) {
    for (int labels = 1; labels < origin.labels(); labels++) {
      Name above = new Name(origin, labels);
      if (zones.containsKey(above)) {
        return above;
      }
    }
    return null;
  }

  private ZoneNode within(ZoneNode apex, ZoneTable parent) {
    read(apex);
    ZoneNode parentSide = parent.get(search, 0);
    if (parentSide != null) {
      return apex.beside(parentSide);
    }
    int skipped = 1; // the parent's apex is above, so there is an end to it
    ZoneNode encloser = parent.get(search, skipped);
    while (encloser == null) {
      encloser = parent.get(search, ++skipped);
    }
    return apex.under(encloser);
  }

  /** Whether the node is at or below one of the apexes. */
  private boolean isIn(ZoneTable apexes, ZoneNode node) {
    read(node);
    for (int skipped = 0; skipped <= search.labels(); skipped++) {
      if (apexes.get(search, skipped) != null) {
        return true;
      }
    }
    return false;
  }

  private void read(ZoneNode node) {
    search.read(node.name().bytes(), 0, node.name().length());
  }
}
