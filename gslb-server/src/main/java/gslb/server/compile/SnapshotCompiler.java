package gslb.server.compile;

import static java.util.function.Function.identity;

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
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

  /** A snapshot of definitions that declare every zone. */
  public Snapshot compile(
      Declarations declarations,
      Usability usability,
      long generation,
      long verdictEpoch,
      Instant now) {
    return compile(declarations, FetchedZones.NONE, usability, generation, verdictEpoch, now);
  }

  /**
   * A snapshot of the definitions.
   *
   * @param fetched zones that are served beside the declared ones
   * @param generation its number
   * @param verdictEpoch of the verdicts behind {@code usability}
   */
  public Snapshot compile(
      Declarations declarations,
      FetchedZones fetched,
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
        zones(declarations, fetched, steered),
        names,
        names.stream().map(plans::plans).toList(),
        declarations.and(fetched.held()));
  }

  /**
   * The same definitions beside other fetched zones, which no policy touches: all steering is
   * shared.
   *
   * @param declarations what the snapshot was compiled from
   */
  public Snapshot refetch(
      Snapshot snapshot, Declarations declarations, FetchedZones fetched, Instant now) {
    Map<Name, SteeredName> steered = new HashMap<>();
    snapshot.steered().forEach(name -> steered.put(WireForm.name(name.policy().owner()), name));
    Provenance from = snapshot.provenance();
    return new Snapshot(
        new Provenance(from.generation(), from.digest(), from.geo(), from.verdictEpoch(), now),
        zones(declarations, fetched, steered),
        snapshot.steered(),
        snapshot.plans(),
        declarations.and(fetched.held()));
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
  private static ZoneTable zones(
      Declarations declarations, FetchedZones fetched, Map<Name, SteeredName> steered) {
    SortedMap<Name, SortedMap<Name, ZoneNode>> zones =
        new TreeMap<>(Comparator.comparingInt(Name::labels).thenComparing(identity()));
    for (Zone zone : declarations.zones()) {
      zones.put(zone.origin(), ZoneCompiler.compile(zone, steered));
    }
    for (FetchedZone zone : fetched.zones()) {
      zones.put(zone.origin(), ZoneCompiler.compile(zone));
    }
    Map<Name, ZoneNode> nodes = new HashMap<>();
    zones.forEach((origin, ofZone) -> overlay(nodes, origin, ofZone));
    return new ZoneTable(nodes.values());
  }

  private static void overlay(
      Map<Name, ZoneNode> nodes, Name origin, SortedMap<Name, ZoneNode> ofZone) {
    ZoneNode parentSide = nodes.get(origin);
    ZoneNode encloser = encloser(nodes, origin);
    if (encloser != null) {
      nodes.keySet().removeIf(name -> name.subdomain(origin));
    }
    nodes.putAll(ofZone);
    if (parentSide != null) {
      nodes.computeIfPresent(origin, (_, apex) -> apex.beside(parentSide));
    } else if (encloser != null) {
      nodes.computeIfPresent(origin, (_, apex) -> apex.under(encloser));
    }
  }

  /** The nearest name above this origin that another zone of ours has. */
  private static @Nullable ZoneNode encloser(Map<Name, ZoneNode> nodes, Name origin) {
    for (int labels = 1; labels < origin.labels(); labels++) {
      ZoneNode encloser = nodes.get(new Name(origin, labels));
      if (encloser != null) {
        return encloser;
      }
    }
    return null;
  }

  private String geo() {
    return places.databases().stream()
        .map(database -> database.name() + " of " + database.built())
        .collect(Collectors.joining(", "));
  }
}
