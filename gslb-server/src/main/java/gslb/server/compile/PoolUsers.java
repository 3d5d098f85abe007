package gslb.server.compile;

import gslb.server.snapshot.Snapshot;
import gslb.server.snapshot.SteeredName;
import gslb.zones.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The steered names by the pools they use: a verdict concerns few of them. */
final class PoolUsers {
  private final List<SteeredName> steered;
  private final Map<String, List<SteeredName>> byPool = new HashMap<>();

  PoolUsers(List<SteeredName> steered) {
    this.steered = steered;
    for (SteeredName name : steered) {
      Set<String> pools = new LinkedHashSet<>();
      for (Rule rule : name.policy().rules()) {
        rule.split().forEach(share -> pools.addAll(share.pools()));
      }
      pools.forEach(pool -> byPool.computeIfAbsent(pool, _ -> new ArrayList<>()).add(name));
    }
  }

  /** Whether these are the steered names of the snapshot. */
  boolean isOf(Snapshot snapshot) {
    return snapshot.steered().equals(steered); // nearly always the identical list
  }

  /** The names that use one of the pools, each once. */
  Set<SteeredName> of(Set<String> pools) {
    Set<SteeredName> users = new LinkedHashSet<>();
    pools.forEach(pool -> users.addAll(byPool.getOrDefault(pool, List.of())));
    return users;
  }
}
