package gslb.server.steer;

import gslb.zones.Policy.OnAllDown;
import java.util.List;
import java.util.Set;

/**
 * What a route wants beside its pools.
 *
 * @param order the datacenters in the order to try; those not listed come last, together; empty =
 *     all together
 * @param excluded datacenters whose members are no candidates
 * @param trickle percent of the clients that go to the next pool that is up, 0..50
 * @param onAllDown what to do when every pool is down
 * @param lastResort whether the zone file has an RRset for the type
 * @param spill where clients go whom their datacenter has no room for
 */
public record Aim(
    List<String> order,
    Set<String> excluded,
    int trickle,
    OnAllDown onAllDown,
    boolean lastResort,
    Spill spill) {
  public Aim {
    order = List.copyOf(order);
    excluded = Set.copyOf(excluded);
  }
}
