/**
 * One vantage at work: monitors are run, results damped.
 *
 * <pre>
 *  Watch ─► Prober ─(its turn)─► Probe ─► ProbeResult ─► Damper ─► a status for the report
 *           schedule, bound      HttpProbe, TcpProbe
 * </pre>
 *
 * <p>Everything but the pure {@link gslb.health.probe.Damper} and the results lives on one Vert.x
 * event loop and needs no locks. May be imported by {@code gslb.health}; imports {@code
 * gslb.health.status} and {@code gslb.zones}. A room of Vert.x and Netty.
 */
@NullMarked
package gslb.health.probe;

import org.jspecify.annotations.NullMarked;
