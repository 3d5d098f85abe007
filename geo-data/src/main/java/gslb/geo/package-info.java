/**
 * Where is the client: geo databases and declared maps, compiled into a {@link gslb.geo.Topology}
 * that a query asks.
 *
 * <pre>
 *  .mmdb files ─► MmdbSource ─► PlaceTable ─────────────┐
 *                               networks → places       │
 *  rules, maps (gslb.zones) ─► RouteChoice ─────────────┼─► TopologyCompiler ─► Routes
 *                              place, net → route       │      = Topology: address → route + scope
 *  networks in rules and maps ─► NetTree ───────────────┘      + the distinct Routes
 *
 *  new .mmdb ─► GeoDatabase ─► Acceptance ─► may it take the place of the one served?
 *  PlaceTable, Routes ─► Coverage: who gets how much of the address space
 * </pre>
 *
 * <p>May be imported by the server's query path ({@code Topology} only) and control path; imports
 * {@code gslb.zones}. The only room of the MaxMind DB and GeoIP2 libraries.
 */
@NullMarked
package gslb.geo;

import org.jspecify.annotations.NullMarked;
