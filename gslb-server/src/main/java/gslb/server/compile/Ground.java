package gslb.server.compile;

import gslb.geo.PlaceTable;
import gslb.geo.TopologyCompiler;
import gslb.zones.Datacenter;
import gslb.zones.Declarations;
import gslb.zones.GeoMap;
import gslb.zones.Policy;
import java.util.Map;

/**
 * What all topologies of a snapshot are made over, and those made so far. Handed from thread to
 * thread, used by one at a time.
 *
 * @param places locate the clients
 * @param datacenters by name
 * @param maps by name
 * @param topologies remembers what was compiled
 */
public record Ground(
    PlaceTable places,
    Map<String, Datacenter> datacenters,
    Map<String, GeoMap> maps,
    TopologyCompiler topologies) {

  /** Nothing is compiled yet. */
  static Ground of(PlaceTable places, Declarations declarations) {
    return new Ground(
        places,
        declarations.datacenters(),
        declarations.maps(),
        new TopologyCompiler(places, declarations.datacenters().values(), declarations.maps()));
  }

  /**
   * Everything the declared policies need is compiled: seconds of work over a database of cities,
   * to be done where nobody waits for it.
   *
   * @throws IllegalArgumentException they come to more routes than a topology can hold
   */
  public static Ground prepared(PlaceTable places, Declarations declarations) {
    Ground ground = of(places, declarations);
    TopologyCompiler topologies = ground.topologies(declarations);
    for (Policy policy : declarations.policies()) {
      topologies.compile(policy.rules());
    }
    return ground;
  }

  /** The compiler, which knows all the policies it will be asked for. */
  TopologyCompiler topologies(Declarations declarations) {
    topologies.prepare(declarations.policies().stream().map(Policy::rules).toList());
    return topologies;
  }

  /** For the next generation: what it has in common with this one is shared. */
  Ground next(Declarations declarations) {
    boolean same =
        datacenters.equals(declarations.datacenters()) && maps.equals(declarations.maps());
    return same
        ? new Ground(places, datacenters, maps, topologies.next())
        : of(places, declarations);
  }
}
