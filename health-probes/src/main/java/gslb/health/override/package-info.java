/**
 * Operators' standing words on members, pools and datacenters, and how those of many hosts become
 * one set (S-22).
 *
 * <pre>
 *  command ─► TargetOverride (version: later than all that was seen) ─► OverrideSet ─► disk, clusters
 *  disk, clusters ─► entries in any order, any number of times ──────► OverrideSet (newest of a key)
 * </pre>
 *
 * <p>May be imported by {@code gslb.health.cluster} and {@code gslb.server}; imports {@code
 * gslb.zones}. Nothing here reads a clock, waits or logs.
 */
@NullMarked
package gslb.health.override;

import org.jspecify.annotations.NullMarked;
