/**
 * The one object both sides see: everything a query may read, immutable, swapped in one write.
 *
 * <pre>
 *  control ─► compile ─► Snapshot ─► SnapshotRef ─► (one acquire read a batch) ─► worker
 *
 *  Snapshot ─ ZoneTable ─ ZoneNode ─ Finding          shared until the definitions change
 *           └ SteeredPlans[] ─ Plan                   replaced where a verdict changed
 * </pre>
 *
 * <p>May be imported by both paths above it; imports {@code wire}, {@code steer}, {@code gslb.geo},
 * {@code gslb.zones}.
 */
@NullMarked
package gslb.server.snapshot;

import org.jspecify.annotations.NullMarked;
