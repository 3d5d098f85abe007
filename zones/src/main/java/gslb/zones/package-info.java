/**
 * What has the operator written: the model, the readers and the problems of every definitions file.
 * Nothing here runs, listens or looks anything up.
 *
 * <pre>
 *  datacenters.yaml ─► DatacenterFile ─┐
 *  monitors.yaml ────► MonitorFile ────┤
 *  pools/*.yaml ─────► PoolFile ───────┤  References, ZoneChecks,     ┌─► Accepted(Declarations)
 *  maps/*.yaml ──────► MapFile ────────┼─► SteeringChecks, ... ─► Reading
 *  policies/*.yaml ──► PolicyFile ─────┤                              └─► Refused(every Problem)
 *  zones/*.zone ─────► ZoneFile ───────┘
 *        ▲ YamlFile, YamlMapping, Expected: YAML with positions, also for the host configuration
 * </pre>
 *
 * <p>May be imported by every other package; imports none of them. The only room of the YAML reader
 * beside {@code gslb.server.config}, and one of the rooms of dnsjava (zone files) and of re2j (is
 * an expression one?).
 */
@NullMarked
package gslb.zones;

import org.jspecify.annotations.NullMarked;
