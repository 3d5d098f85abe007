/**
 * Declarations in, a snapshot out: everything that can be decided before a query is decided here.
 *
 * <pre>
 *  Declarations ─┬─ Zone ───────► ZoneCompiler ─► nodes with findings ─┐
 *                ├─ Policy, maps ► SteeringCompiler ─► steered names ──┼─► SnapshotCompiler ─► Snapshot
 *  usable members ─ Pool ────────► PlanCompiler ─► plans ──────────────┘
 * </pre>
 *
 * <p>Control path; may allocate as it likes. May be imported by {@code control}, {@code cli} and
 * the wiring; a room of dnsjava (names and records of zone files).
 */
@NullMarked
package gslb.server.compile;

import org.jspecify.annotations.NullMarked;
