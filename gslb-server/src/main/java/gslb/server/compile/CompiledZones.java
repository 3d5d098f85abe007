package gslb.server.compile;

import gslb.server.snapshot.SteeredName;
import gslb.server.snapshot.ZoneNode;
import gslb.zones.Zone;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.xbill.DNS.Name;

/**
 * The zones of the last snapshot. A zone that is the identical object, with the identical steered
 * names in it, is not compiled again. For one thread.
 */
final class CompiledZones {
  private Map<Zone, Compiled> last = new HashMap<>(); // zones are equal to themselves alone

  /** A zone's nodes and the steered names worked into them. */
  private record Compiled(Map<Name, SteeredName> steered, List<ZoneNode> nodes) {}

  /** Whether the zone was in the last snapshot. */
  boolean knows(Zone zone) {
    return last.containsKey(zone);
  }

  /**
   * The nodes of every zone, and of no other from now on.
   *
   * @param fetched zones in which no policy steers
   * @param steered every steered name
   */
  Map<Name, List<ZoneNode>> compile(
      List<Zone> declared, List<Zone> fetched, Map<Name, SteeredName> steered) {
    Map<Name, Map<Name, SteeredName>> within = within(declared, steered);
    List<Zone> zones = new ArrayList<>(declared);
    zones.addAll(fetched);
    Map<Zone, Compiled> compiled = new HashMap<>();
    Map<Name, List<ZoneNode>> nodes = new LinkedHashMap<>();
    for (Zone zone : zones) {
      Map<Name, SteeredName> ofZone = within.getOrDefault(zone.origin(), Map.of());
      Compiled known = last.get(zone);
      Compiled now =
          known != null && known.steered.equals(ofZone)
              ? known
              : new Compiled(ofZone, List.copyOf(ZoneCompiler.compile(zone, ofZone)));
      compiled.put(zone, now);
      nodes.put(zone.origin(), now.nodes);
    }
    last = compiled;
    return nodes;
  }

  /** The steered names by each zone they lie in: where zones nest, in several. */
  private static Map<Name, Map<Name, SteeredName>> within(
      List<Zone> zones, Map<Name, SteeredName> steered) {
    Set<Name> origins = new HashSet<>();
    zones.forEach(zone -> origins.add(zone.origin()));
    Map<Name, Map<Name, SteeredName>> within = new HashMap<>();
    steered.forEach((owner, name) -> {
      for (int labels = 0; labels < owner.labels(); labels++) {
        Name above = labels == 0 ? owner : new Name(owner, labels);
        if (origins.contains(above)) {
          within.computeIfAbsent(above, _ -> new LinkedHashMap<>()).put(owner, name);
        }
      }
    });
    return within;
  }
}
