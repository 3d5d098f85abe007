/**
 * What other definitions, or an outage, would move: two snapshots compared before the later one is
 * served.
 *
 * <pre>
 *  SpaceWalk ─► block, country, routes ──┐
 *  routes' plans ─► PlanShift ─► Shift ──┴─► Tally ─┐
 *  queries ─► Rehearsal ─► two answers ───► Tally ──┴─► Forecast ─► document
 * </pre>
 *
 * <p>Control path, for commands; may allocate as it likes. May be imported by {@code cli} and the
 * wiring.
 */
@NullMarked
package gslb.server.forecast;

import org.jspecify.annotations.NullMarked;
