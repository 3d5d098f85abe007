/**
 * What has the operator written: the model, the readers and the problems of every definitions file.
 * Nothing here runs, listens or looks anything up.
 *
 * <pre>
 *  zone files ─► ZoneFile ─────────┐
 *  datacenters.yaml ─► DatacenterFile ─┤
 *  monitors.yaml ─► MonitorFile ───┼─► DefinitionsFolder ─► Declarations   (all of it, cross-checked)
 *  pools/*.yaml ─► PoolFile ───────┤                    └─► Problems       (all of them, file:line:column)
 *  maps/*.yaml ─► MapFile ─────────┤
 *  policies/*.yaml ─► PolicyFile ──┘
 * </pre>
 *
 * <p>May be imported by every other package; imports none of them. The only room of the YAML reader
 * beside {@code gslb.server.config}, and one of the rooms of dnsjava (zone files).
 */
@NullMarked
package gslb.zones;

import org.jspecify.annotations.NullMarked;
