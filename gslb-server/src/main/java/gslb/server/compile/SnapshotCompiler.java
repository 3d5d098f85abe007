package gslb.server.compile;

import gslb.geo.PlaceTable;
import gslb.geo.TopologyCompiler;
import gslb.server.snapshot.Provenance;
import gslb.server.snapshot.Snapshot;
import gslb.server.snapshot.SteeredName;
import gslb.server.snapshot.SteeredPlans;
import gslb.server.snapshot.ZoneTable;
import gslb.server.wire.ExtendedError;
import gslb.zones.Declarations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;

/**
 * Makes snapshots: a whole one from definitions, the next one from changed verdicts. What has not
 * changed since the last one is shared with it. For one thread.
 */
public final class SnapshotCompiler {
  private PlaceTable places;
  private final CompiledZones zones = new CompiledZones();
  private Map<Name, SteeredName> steered = Map.of();
  private @Nullable Ground ground;
  private @Nullable PoolUsers users;

  /**
   * @param places locates the clients
   */
  public SnapshotCompiler(PlaceTable places) {
    this.places = places;
  }

  /** From the next {@link #compile} on clients are located by these places. */
  public void relocate(Ground ground) {
    this.places = ground.places();
    this.ground = ground;
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
    steered =
        SteeringCompiler.compile(declarations, topologies(declarations), steered, zones::knows);
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

  private TopologyCompiler topologies(Declarations declarations) {
    Ground last = ground;
    Ground next = last != null ? last.next(declarations) : Ground.of(places, declarations);
    ground = next;
    return next.topologies(declarations);
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
    for (SteeredName name : users(snapshot).of(touched)) {
      plans.set(name.index(), compiler.plans(name));
    }
    Provenance from = snapshot.provenance();
    return new Snapshot(
        new Provenance(from.generation(), from.digest(), from.geo(), verdictEpoch, now),
        snapshot.zones(),
        snapshot.steered(),
        plans,
        snapshot.declarations());
  }

  private PoolUsers users(Snapshot snapshot) {
    PoolUsers known = users;
    PoolUsers of =
        known != null && known.isOf(snapshot) ? known : new PoolUsers(snapshot.steered());
    users = of;
    return of;
  }

  /** All zones in one table. */
  private ZoneTable zones(
      Declarations declarations, FetchedZones fetched, Map<Name, SteeredName> steered) {
    ZoneLayers layers = new ZoneLayers();
    zones.compile(declarations.zones(), fetched.held(), steered).forEach(layers::add);
    for (FetchedZone zone : fetched.zones()) {
      switch (zone) {
        case FetchedZone.Held _ -> {} // compiled with the others
        case FetchedZone.Awaited(Name origin) ->
            layers.add(origin, ZoneCompiler.unavailable(origin, ExtendedError.NOT_READY));
        case FetchedZone.Expired(Name origin) ->
            layers.add(origin, ZoneCompiler.unavailable(origin, ExtendedError.INVALID_DATA));
      }
    }
    return layers.table();
  }

  private String geo() {
    return places.databases().stream()
        .map(database -> database.name() + " of " + database.built())
        .collect(Collectors.joining(", "));
  }
}
