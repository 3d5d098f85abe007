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
 *        ▲ .yaml: YAML with positions      .problem: what is told of it
 *
 *  overlays, named in server.yaml ─► OverlayFile ─► Overlay
 * </pre>
 *
 * <p>May be imported by every package outside this module; imports none of them. One of the rooms
 * of dnsjava (zone files) and of re2j (is an expression one?).
 */
@NullMarked
package gslb.zones;

import org.jspecify.annotations.NullMarked;
