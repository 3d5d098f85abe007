/**
 * What a vantage says about endpoints, and the map that carries it to whoever answers queries.
 *
 * <pre>
 *  ProbeAgent ─► StatusReport ─► StatusMap ─► StatusBoard ─► Sighting (report + age) ─► verdict
 *               (one writer       (local or     (receiver: newest epoch and
 *                per StatusKey)    Hazelcast)    sequence, its own clock)
 * </pre>
 *
 * <p>May be imported by the other health packages and by {@code gslb.server}; imports only {@code
 * gslb.zones}.
 */
@NullMarked
package gslb.health.status;

import org.jspecify.annotations.NullMarked;
