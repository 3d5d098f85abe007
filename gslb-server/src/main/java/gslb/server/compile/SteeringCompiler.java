package gslb.server.compile;

import gslb.geo.Routes;
import gslb.geo.TopologyCompiler;
import gslb.server.snapshot.SteeredName;
import gslb.server.steer.Mix;
import gslb.server.wire.RecordTemplate;
import gslb.zones.AnswerType;
import gslb.zones.Declarations;
import gslb.zones.Policy;
import gslb.zones.Pool;
import gslb.zones.Zone;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;

/** Policies as steered names: routes cut, last resorts made ready. */
final class SteeringCompiler {
  private final Map<String, Pool> pools;
  private final TopologyCompiler topologies;
  private final Map<Name, SteeredName> before;
  private final Predicate<Zone> unchanged;
  private final Map<Name, Zone> zones = new HashMap<>();

  private SteeringCompiler(
      Declarations declarations,
      TopologyCompiler topologies,
      Map<Name, SteeredName> before,
      Predicate<Zone> unchanged) {
    this.pools = declarations.pools();
    this.topologies = topologies;
    this.before = before;
    this.unchanged = unchanged;
    declarations.zones().forEach(zone -> zones.put(zone.origin(), zone));
  }

  /**
   * The steered names by owner, in the order of the policies, indexed by it.
   *
   * @param before those of the last snapshot; one that would be no different is taken over
   * @param unchanged whether a zone was in the last snapshot
   */
  static Map<Name, SteeredName> compile(
      Declarations declarations,
      TopologyCompiler topologies,
      Map<Name, SteeredName> before,
      Predicate<Zone> unchanged) {
    SteeringCompiler compiler = new SteeringCompiler(declarations, topologies, before, unchanged);
    Map<Name, SteeredName> steered = new LinkedHashMap<>();
    for (Policy policy : declarations.policies()) {
      Name owner = WireForm.name(policy.owner());
      steered.put(owner, compiler.steered(steered.size(), owner, policy));
    }
    return steered;
  }

  private SteeredName steered(int index, Name owner, Policy policy) {
    Routes routes = topologies.compile(policy.rules());
    Map<AnswerType, List<RecordTemplate>> lastResort = new EnumMap<>(AnswerType.class);
    Zone zone = Objects.requireNonNull(zones.get(WireForm.name(policy.zone())), policy.zone());
    Set<AnswerType> types = EnumSet.noneOf(AnswerType.class);
    for (AnswerType type : policy.types()) {
      RRset rrset = zone.at(owner, type.code());
      if (rrset != null) {
        lastResort.put(type, WireForm.templates(rrset));
      }
      if (rrset != null || hasCandidate(policy, type)) {
        types.add(type);
      }
    }
    SteeredName known = before.get(owner);
    if (known != null && unchanged.test(zone) && isSame(known, index, policy, routes, types)) {
      return known;
    }
    return new SteeredName(
        index,
        policy,
        routes.topology(),
        routes.routes(),
        types,
        Mix.of(policy.owner()),
        lastResort);
  }

  /** But for its last resort, which is its zone's. */
  private static boolean isSame(
      SteeredName known, int index, Policy policy, Routes routes, Set<AnswerType> types) {
    return known.index() == index
        && known.policy().equals(policy)
        && known.topology() == routes.topology()
        && known.routes().equals(routes.routes())
        && known.types().equals(types);
  }

  private boolean hasCandidate(Policy policy, AnswerType type) {
    return policy.rules().stream()
        .flatMap(rule -> rule.split().stream())
        .flatMap(share -> share.pools().stream())
        .map(pools::get)
        .flatMap(pool -> pool.members().stream())
        .anyMatch(member -> member.enabled() && member.target(type) != null);
  }
}
