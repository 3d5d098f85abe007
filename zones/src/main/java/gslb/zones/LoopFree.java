package gslb.zones;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * Definitions in which no alias leads back to itself, so that the next reading need only look at
 * what has changed since.
 */
record LoopFree(Map<Name, Zone> zones, List<Policy> policies, Map<String, Pool> pools) {

  static final LoopFree NOTHING = new LoopFree(Map.of(), List.of(), Map.of());

  static LoopFree of(
      Map<Name, CheckedZone> zones, List<DeclaredPolicy> policies, Map<String, Pool> pools) {
    Map<Name, Zone> content = HashMap.newHashMap(zones.size());
    zones.forEach((origin, zone) -> content.put(origin, zone.zone()));
    return new LoopFree(
        content, policies.stream().map(DeclaredPolicy::policy).toList(), Map.copyOf(pools));
  }

  /**
   * The zones of which every loop there now is has an alias. What a name leads to is decided by its
   * own zone and by policies: as long as these are the same, and the same zones stand under the
   * same zones, a new loop passes through an alias of a changed zone. A DNAME there gives new ways
   * on to names without an alias: then it may be any zone.
   */
  Collection<CheckedZone> suspects(
      Map<Name, CheckedZone> now, List<DeclaredPolicy> policies, Map<String, Pool> pools) {
    List<CheckedZone> changed =
        now.entrySet().stream()
            .filter(zone -> zones.get(zone.getKey()) != zone.getValue().zone())
            .map(Map.Entry::getValue)
            .toList();
    boolean sameSteering =
        this.pools.equals(pools)
            && this.policies.equals(policies.stream().map(DeclaredPolicy::policy).toList());
    return sameSteering
            && zones.keySet().equals(now.keySet())
            && changed.stream().noneMatch(zone -> zone.zone().has(Type.DNAME))
        ? changed
        : now.values();
  }
}
