package gslb.zones;

import gslb.zones.problem.ClosestWord;
import gslb.zones.problem.Position;
import gslb.zones.problem.Problems;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/** Checks what policies say against zones and pools (S-10, S-31). */
final class SteeringChecks {

  private final Map<Name, DeclaredZone> zones;
  private final Map<Name, Position> fetched;
  private final Map<String, Pool> pools;
  private final List<DeclaredPolicy> policies;
  private final Problems problems;

  SteeringChecks(
      Map<Name, DeclaredZone> zones,
      Map<Name, Position> fetched,
      Map<String, Pool> pools,
      List<DeclaredPolicy> policies,
      Problems problems) {
    this.zones = zones;
    this.fetched = fetched;
    this.pools = pools;
    this.policies = policies;
    this.problems = problems;
  }

  void check() {
    Map<Name, DeclaredPolicy> owners = new HashMap<>();
    Set<Position> missing = new HashSet<>();
    for (DeclaredPolicy policy : policies) {
      DeclaredPolicy first = owners.putIfAbsent(policy.owner(), policy);
      if (first != null) {
        error(policy, "has a policy already, at " + first.position());
      }
      DeclaredZone zone = zones.get(policy.zone());
      if (zone != null) {
        owner(policy, zone);
      } else if (fetched.containsKey(policy.zone())) {
        problems.error(
            policy.zonePosition(),
            "the zone "
                + policy.zone()
                + " is fetched from a primary, at "
                + fetched.get(policy.zone())
                + ": expected a zone of this folder, no other can be steered in");
      } else if (missing.add(policy.zonePosition())) {
        problems.error(
            policy.zonePosition(),
            "there is no zone "
                + policy.zone()
                + ClosestWord.hint(
                    policy.zone().toString(),
                    zones.keySet().stream().map(Name::toString).toList()));
      }
      new MemberChecks(policy, pools, problems).check();
      RuleOrder.check(policy, problems);
    }
    new AliasLoops(zones, pools, owners, problems).check();
    new RedirectionLoops(zones, problems).check();
  }

  private void owner(DeclaredPolicy policy, DeclaredZone zone) {
    Map<Integer, List<ZoneRecord>> data = zone.at(policy.owner());
    Name cut = zone.cut(policy.owner());
    if (cut != null) {
      error(policy, "is steered at or below the zone cut " + cut + ", which is not ours to answer");
    } else if (data.isEmpty() && !policy.policy().create()) {
      List<String> owners = zone.owners().keySet().stream().map(Name::toString).toList();
      String closest = ClosestWord.closest(policy.owner().toString(), owners);
      error(
          policy,
          "is not in the zone "
              + zone.origin()
              + (closest == null ? "" : "; did you mean '" + closest + "'?")
              + " Add its last resort there, or say create: true");
    }
    if (policy.policy().types().contains(AnswerType.CNAME)) {
      alias(policy, data);
    } else if (data.containsKey(Type.CNAME)) {
      error(
          policy,
          "is steered as addresses, but the zone file has a CNAME for it at "
              + data.get(Type.CNAME).getFirst().owner());
    }
  }

  /** RFC 1034 §3.6.2: an alias stands alone, and never at the apex, where SOA and NS are. */
  private void alias(DeclaredPolicy policy, Map<Integer, List<ZoneRecord>> data) {
    if (policy.policy().types().size() > 1) {
      problems.error(
          policy.types(), name(policy) + "a CNAME is steered alone, expected types: [CNAME]");
    }
    if (policy.owner().equals(policy.zone())) {
      error(policy, "a CNAME cannot stand at the apex of a zone");
    } else {
      data.forEach((type, records) -> {
        if (type != Type.CNAME) {
          error(
              policy,
              "a steered CNAME cannot stand beside "
                  + Type.string(type)
                  + " at "
                  + records.getFirst().owner());
        }
      });
    }
  }

  private void error(DeclaredPolicy policy, String message) {
    problems.error(policy.position(), name(policy) + message);
  }

  private static String name(DeclaredPolicy policy) {
    return policy.owner() + ": ";
  }
}
