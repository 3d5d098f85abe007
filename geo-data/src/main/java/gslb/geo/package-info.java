/**
 * Where is the client: geo databases and declared maps, compiled into a {@link gslb.geo.Topology}
 * that a query asks.
 *
 * <pre>
 *  .mmdb files ─► MmdbSource ───┐
 *  overlays ────► OverlayTable ─┴─► PlaceTable ─────────┐    once for all policies
 *                                  networks → places    ├─► KindAtlas: address → kind of place
 *  rules, maps (gslb.zones) ─► Distinctions ────────────┘         │   and the blocks around it
 *            │                 what tells places apart            │
 *            │                                                    │
 *            └─► for each policy, PolicyCompilation:              ▼
 *                RouteChoice: kind, net → route ─► Painter ─► Topology: address → route + scope
 *                NetTree: networks it names ────────────────┘  and the distinct Routes
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
