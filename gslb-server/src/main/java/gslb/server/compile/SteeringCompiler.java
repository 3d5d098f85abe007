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
import java.util.Set;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;

/** Policies as steered names: routes cut, last resorts made ready. */
final class SteeringCompiler {
  private final Map<String, Pool> pools;
  private final TopologyCompiler topologies;
  private final Map<Name, Map<Integer, RRset>> zoneFile = new HashMap<>();

  private SteeringCompiler(Declarations declarations, TopologyCompiler topologies) {
    this.pools = declarations.pools();
    this.topologies = topologies;
    for (Zone zone : declarations.zones()) {
      for (RRset rrset : zone.rrsets()) {
        zoneFile.computeIfAbsent(rrset.getName(), _ -> new HashMap<>()).put(rrset.getType(), rrset);
      }
    }
  }

  /** The steered names by owner, in the order of the policies, indexed by it. */
  static Map<Name, SteeredName> compile(Declarations declarations, TopologyCompiler topologies) {
    SteeringCompiler compiler = new SteeringCompiler(declarations, topologies);
    Map<Name, SteeredName> steered = new LinkedHashMap<>();
    for (Policy policy : declarations.policies()) {
      steered.put(WireForm.name(policy.owner()), compiler.steered(steered.size(), policy));
    }
    return steered;
  }

  private SteeredName steered(int index, Policy policy) {
    Routes routes = topologies.compile(policy.rules());
    Map<AnswerType, List<RecordTemplate>> lastResort = new EnumMap<>(AnswerType.class);
    Map<Integer, RRset> rrsets = zoneFile.getOrDefault(WireForm.name(policy.owner()), Map.of());
    Set<AnswerType> types = EnumSet.noneOf(AnswerType.class);
    for (AnswerType type : policy.types()) {
      RRset rrset = rrsets.get(type.code());
      if (rrset != null) {
        lastResort.put(type, WireForm.templates(rrset));
      }
      if (rrset != null || hasCandidate(policy, type)) {
        types.add(type);
      }
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

  private boolean hasCandidate(Policy policy, AnswerType type) {
    return policy.rules().stream()
        .flatMap(rule -> rule.split().stream())
        .flatMap(share -> share.pools().stream())
        .map(pools::get)
        .flatMap(pool -> pool.members().stream())
        .anyMatch(member -> member.enabled() && member.target(type) != null);
  }
}
