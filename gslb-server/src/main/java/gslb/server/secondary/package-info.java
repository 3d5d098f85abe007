/**
 * Zones of which this server is a secondary: fetched from their primaries, checked like zone files,
 * kept over a restart, given up when nobody confirms them for too long.
 *
 * <pre>
 *  NOTIFY ──► heard ─┐
 *  SOA timers ───────┴─► SecondaryZone.step ─► Primary: SOA? ─► IXFR or AXFR ─► ZoneChanges
 *                              │                                                    │
 *           ZoneStore ◄────────┴──────────── gslb.zones.ReceivedZone ◄──────────────┘
 *               │
 *               └─► SecondaryZones.fetched ─► (control thread) ─► SnapshotCompiler
 * </pre>
 *
 * <p>May be imported by {@code config} and the wiring; imports {@code transfer}, {@code compile},
 * {@code state}. One of the rooms of dnsjava. Off the hot path: waits and allocates freely.
 */
@NullMarked
package gslb.server.secondary;

import org.jspecify.annotations.NullMarked;
