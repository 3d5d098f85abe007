package gslb.zones;

import gslb.zones.problem.ClosestWord;
import gslb.zones.problem.Position;
import gslb.zones.problem.Problems;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/** Checks what policies say against zones and pools (S-10, S-31). */
final class SteeringChecks {

  private final Map<Name, CheckedZone> zones;
  private final Map<Name, Position> fetched;
  private final Map<String, Pool> pools;
  private final List<DeclaredPolicy> policies;
  private final KnownZones known;
  private final Problems problems;

  SteeringChecks(
      Map<Name, CheckedZone> zones,
      Map<Name, Position> fetched,
      Map<String, Pool> pools,
      List<DeclaredPolicy> policies,
      KnownZones known,
      Problems problems) {
    this.zones = zones;
    this.fetched = fetched;
    this.pools = pools;
    this.policies = policies;
    this.known = known;
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
      CheckedZone zone = zones.get(policy.zone());
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
    aliasLoops(owners);
    new RedirectionLoops(zones, problems).check();
  }

  /** Where what has changed makes a loop, all of them are told as if nothing were known. */
  private void aliasLoops(Map<Name, DeclaredPolicy> owners) {
    Collection<CheckedZone> suspects = known.loopFree().suspects(zones, policies, pools);
    boolean found = new AliasLoops(zones, pools, owners, new Problems()).check(suspects);
    if (found) {
      new AliasLoops(zones, pools, owners, problems).check(zones.values());
    } else {
      known.areLoopFree(LoopFree.of(zones, policies, pools));
    }
  }

  private void owner(DeclaredPolicy policy, CheckedZone zone) {
    Set<Integer> types = zone.types(policy.owner());
    Name cut = zone.zone().cut(policy.owner());
    if (cut != null) {
      error(policy, "is steered at or below the zone cut " + cut + ", which is not ours to answer");
    } else if (types.isEmpty() && !policy.policy().create()) {
      String closest = ClosestWord.closest(policy.owner().toString(), zone.owners());
      error(
          policy,
          "is not in the zone "
              + policy.zone()
              + (closest == null ? "" : "; did you mean '" + closest + "'?")
              + " Add its last resort there, or say create: true");
    }
    if (policy.policy().types().contains(AnswerType.CNAME)) {
      alias(policy, zone, types);
    } else if (types.contains(Type.CNAME)) {
      error(
          policy,
          "is steered as addresses, but the zone file has a CNAME for it at "
              + zone.position(policy.owner(), Type.CNAME));
    }
  }

  /** RFC 1034 §3.6.2: an alias stands alone, and never at the apex, where SOA and NS are. */
  private void alias(DeclaredPolicy policy, CheckedZone zone, Set<Integer> types) {
    if (policy.policy().types().size() > 1) {
      problems.error(
          policy.types(), name(policy) + "a CNAME is steered alone, expected types: [CNAME]");
    }
    if (policy.owner().equals(policy.zone())) {
      error(policy, "a CNAME cannot stand at the apex of a zone");
    } else {
      for (int type : types) {
        if (type != Type.CNAME) {
          error(
              policy,
              "a steered CNAME cannot stand beside "
                  + Type.string(type)
                  + " at "
                  + zone.position(policy.owner(), type));
        }
      }
    }
  }

  private void error(DeclaredPolicy policy, String message) {
    problems.error(policy.position(), name(policy) + message);
  }

  private static String name(DeclaredPolicy policy) {
    return policy.owner() + ": ";
  }
}
