/**
 * How often one client network gets one answer: response rate limiting.
 *
 * <pre>
 *  network + finding ─► SipHash ─► TokenBuckets (one table for all workers) ─► send, slip or drop
 * </pre>
 *
 * <p>Hot: no allocation, no lock. May be imported by {@code answer}, {@code config} and the wiring;
 * imports {@code wire} and the prefixes of {@code gslb.zones}.
 */
@NullMarked
package gslb.server.limit;

import org.jspecify.annotations.NullMarked;
