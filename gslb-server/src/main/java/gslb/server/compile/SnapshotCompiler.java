package gslb.server.compile;

import gslb.geo.PlaceTable;
import gslb.geo.TopologyCompiler;
import gslb.server.snapshot.Provenance;
import gslb.server.snapshot.Snapshot;
import gslb.server.snapshot.SteeredName;
import gslb.server.snapshot.SteeredPlans;
import gslb.server.snapshot.ZoneNode;
import gslb.server.snapshot.ZoneTable;
import gslb.zones.Declarations;
import gslb.zones.Rule;
import gslb.zones.Zone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.xbill.DNS.Name;

/**
 * Makes snapshots: a whole one from definitions, the next one from changed verdicts. Pure but for
 * its inputs.
 */
public final class SnapshotCompiler {
  private final PlaceTable places;

  /**
   * @param places locates the clients
   */
  public SnapshotCompiler(PlaceTable places) {
    this.places = places;
  }

  /**
   * A snapshot of the definitions.
   *
   * @param generation its number
   * @param verdictEpoch of the verdicts behind {@code usability}
   */
  public Snapshot compile(
      Declarations declarations,
      Usability usability,
      long generation,
      long verdictEpoch,
      Instant now) {
    TopologyCompiler topologies =
        new TopologyCompiler(places, declarations.datacenters().values(), declarations.maps());
    Map<Name, SteeredName> steered = SteeringCompiler.compile(declarations, topologies);
    List<SteeredName> names = List.copyOf(steered.values());
    PlanCompiler plans = new PlanCompiler(declarations, usability);
    return new Snapshot(
        new Provenance(generation, declarations.digest(), geo(), verdictEpoch, now),
        zones(declarations, steered),
        names,
        names.stream().map(plans::plans).toList(),
        declarations);
  }

  /**
   * The same definitions under other verdicts: everything is shared but the plans of names that use
   * a touched pool.
   *
   * @param touched names of the pools whose usable members changed
   */
  public Snapshot replan(
      Snapshot snapshot, Usability usability, Set<String> touched, long verdictEpoch, Instant now) {
    PlanCompiler compiler = new PlanCompiler(snapshot.declarations(), usability);
    List<SteeredPlans> plans = new ArrayList<>(snapshot.plans());
    for (SteeredName name : snapshot.steered()) {
      if (name.policy().rules().stream().anyMatch(rule -> uses(rule, touched))) {
        plans.set(name.index(), compiler.plans(name));
      }
    }
    Provenance from = snapshot.provenance();
    return new Snapshot(
        new Provenance(from.generation(), from.digest(), from.geo(), verdictEpoch, now),
        snapshot.zones(),
        snapshot.steered(),
        plans,
        snapshot.declarations());
  }

  private static boolean uses(Rule rule, Set<String> pools) {
    return rule.split().stream().flatMap(share -> share.pools().stream()).anyMatch(pools::contains);
  }

  /**
   * All zones in one table. Where they nest, a name belongs to the deepest, which is compiled last.
   */
  private static ZoneTable zones(Declarations declarations, Map<Name, SteeredName> steered) {
    Map<Name, ZoneNode> nodes = new HashMap<>();
    declarations.zones().stream()
        .sorted(Comparator.comparingInt(zone -> zone.origin().labels()))
        .forEach(zone -> overlay(nodes, zone, ZoneCompiler.compile(zone, steered)));
    return new ZoneTable(nodes.values());
  }

  private static void overlay(
      Map<Name, ZoneNode> nodes, Zone zone, SortedMap<Name, ZoneNode> ofZone) {
    ZoneNode parentSide = nodes.get(zone.origin());
    if (isNested(nodes, zone.origin())) {
      nodes.keySet().removeIf(name -> name.subdomain(zone.origin()));
    }
    nodes.putAll(ofZone);
    ZoneNode apex = ofZone.get(zone.origin());
    if (parentSide != null && apex != null) {
      nodes.put(zone.origin(), apex.beside(parentSide));
    }
  }

  /** Whether another zone of ours holds names above this origin. */
  private static boolean isNested(Map<Name, ZoneNode> nodes, Name origin) {
    for (int labels = 1; labels < origin.labels(); labels++) {
      if (nodes.containsKey(new Name(origin, labels))) {
        return true;
      }
    }
    return false;
  }

  private String geo() {
    return places.databases().stream()
        .map(database -> database.name() + " of " + database.built())
        .collect(Collectors.joining(", "));
  }
}
