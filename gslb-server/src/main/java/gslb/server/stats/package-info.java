/**
 * What is counted, and how it is shown: plain counters a worker writes without sharing, and their
 * sums as metrics.
 *
 * <pre>
 *  worker thread ─► QueryCounters ─┐
 *  worker thread ─► QueryCounters ─┼─► ServerStats ─► GET /metrics, status
 *  event loop    ─► QueryCounters ─┘   (sums them when it is read)
 * </pre>
 *
 * <p>May be imported by every package of {@code gslb.server} above it (answer, transport, control,
 * the wiring); imports none of them. The only room of Micrometer.
 */
@NullMarked
package gslb.server.stats;

import org.jspecify.annotations.NullMarked;
