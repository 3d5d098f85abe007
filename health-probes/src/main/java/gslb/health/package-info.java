/**
 * Who is up: the probe agent, which wires one vantage together and decides nothing itself.
 *
 * <pre>
 *  gslb.health (ProbeAgent)
 *      │ wires
 *      ├─ .probe     a vantage's probes and its damper        ─┐
 *      ├─ .cluster   the status map on Hazelcast               ├─► .status ─► gslb.zones
 *      └─ .verdict   statuses of all vantages ─► verdicts      ─┘
 * </pre>
 *
 * <p>{@code probe}, {@code cluster} and {@code verdict} do not import each other. May be imported
 * by {@code gslb.server}.
 */
@NullMarked
package gslb.health;

import org.jspecify.annotations.NullMarked;
