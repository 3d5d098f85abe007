/**
 * What we conclude from all vantages: pure functions from sightings to verdicts. Every node derives
 * its own; verdicts are never shared as data (S-24).
 *
 * <pre>
 *  Sighting ─► Vote (counted, stale or isolated) ─► quorum over the counted ones ─► Verdict
 *  previous Verdicts ──────────────────────────────── kept where no vote counts ──► Verdicts
 * </pre>
 *
 * <p>May be imported by {@code gslb.server}; imports {@code gslb.health.status} and {@code
 * gslb.zones}. Nothing here reads a clock, waits or logs.
 */
@NullMarked
package gslb.health.verdict;

import org.jspecify.annotations.NullMarked;
