/**
 * One prober at work: monitors are run, results damped.
 *
 * <pre>
 *  Watch ─► Lanes ─► Prober ─(its turn)─► Probe ─► ProbeResult ─► Opinions ─► a status for the report
 *                    schedule, bound      HttpProbe, DnsProbe…    Damper, PartStatuses
 * </pre>
 *
 * <p>Everything but what decides ({@link gslb.health.probe.Damper}, {@code PartStatuses}, {@code
 * DnsExchange}, {@code GrpcHealth}) lives on one Vert.x event loop, a lane's own, and needs no
 * locks; processes are waited for by threads of their own. May be imported by {@code gslb.health}
 * and, for {@link gslb.health.probe.HostTools}, by whoever makes a prober; imports {@code
 * gslb.health.status} and {@code gslb.zones}. A room of Vert.x, Netty, RE2 and dnsjava.
 */
@NullMarked
package gslb.health.probe;

import org.jspecify.annotations.NullMarked;
