/**
 * The status map on Hazelcast: a cluster per region, every server a member of its own and a client
 * of the others, every lone prober a client of its own.
 *
 * <pre>
 *  publish ─► published ──────────────────────────────────────────────┐
 *      └► EntryWriter ─(own thread, latest only)──────► own region     │
 *                                                        │ RegionLink  ├─► reports(), servers()
 *  own region's maps ─── events, and all of them each second ─► Received ─┤
 *  other regions' maps ─ the same, as a client ───────────────► Received ─┘
 * </pre>
 *
 * <p>Overrides go the same ways in a map of their own; {@code OverrideRelay} puts what any region
 * said into the own region's.
 *
 * <p>Only this package knows Hazelcast. It may be imported by {@code gslb.health} and {@code
 * gslb.server}; it imports {@code gslb.health.status} and {@code gslb.health.override}. No caller
 * ever waits for a cluster: it may be slow, split, unreachable or gone, and what has been received
 * stays (S-26).
 */
@NullMarked
package gslb.health.cluster;

import org.jspecify.annotations.NullMarked;
