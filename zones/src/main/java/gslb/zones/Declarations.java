package gslb.zones;

import gslb.zones.problem.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole definitions folder: read, cross-checked, immutable. Every name that one part uses of
 * another exists; every zone's origin is unique; a policy's owner lies in its zone.
 *
 * @param zones by no particular order
 * @param datacenters by name, in file order
 * @param monitors by name, in file order
 * @param pools by name, in file order
 * @param maps by name, in file order
 * @param policies in file order
 * @param warnings what is legal but suspicious
 * @param digest SHA-256 over the files' names and contents, hexadecimal: equal digest, equal
 *     definitions
 */
public record Declarations(
    List<Zone> zones,
    Map<String, Datacenter> datacenters,
    Map<String, Monitor> monitors,
    Map<String, Pool> pools,
    Map<String, GeoMap> maps,
    List<Policy> policies,
    List<Problem> warnings,
    String digest) {

  public Declarations {
    zones = List.copyOf(zones);
    datacenters = inOrder(datacenters);
    monitors = inOrder(monitors);
    pools = inOrder(pools);
    maps = inOrder(maps);
    policies = List.copyOf(policies);
    warnings = List.copyOf(warnings);
  }

  /** The same with more zones, whose origins are none of these. */
  public Declarations and(List<Zone> fetched) {
    List<Zone> all = new ArrayList<>(zones);
    all.addAll(fetched);
    return new Declarations(all, datacenters, monitors, pools, maps, policies, warnings, digest);
  }

  /** A copy; {@code Map.copyOf} would lose the file's order. */
  private static <T> Map<String, T> inOrder(Map<String, T> written) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(written));
  }
}
