package gslb.zones;

import gslb.zones.problem.Position;
import java.util.List;
import org.xbill.DNS.Name;

/**
 * A policy and where it stands, for the checks that need other files too.
 *
 * @param zone its origin, canonical
 * @param zonePosition where its file names the zone
 * @param owner canonical
 * @param position of its owner name
 * @param types where the types are written, else the policy
 * @param typesWritten false = the default types
 * @param rules in file order, each with its position
 */
record DeclaredPolicy(
    Policy policy,
    Name zone,
    Position zonePosition,
    Name owner,
    Position position,
    Position types,
    boolean typesWritten,
    List<At<Rule>> rules) {

  /** Something and where it stands. */
  record At<T>(T value, Position position) {}
}
