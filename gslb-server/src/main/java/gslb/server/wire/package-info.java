/**
 * DNS messages as bytes: a query read in place, a response written in place.
 *
 * <pre>
 *   message bytes ─► QueryParser ─► Query (positions and numbers) ─► ... ─► ResponseWriter ─► message bytes
 *                        └─► Outcome: answer it, refuse it with an rcode, or drop it
 * </pre>
 *
 * <p>Hot: no allocation, no exception, no string for any packet. May be imported by every {@code
 * gslb.server} package above it; imports nothing of ours.
 */
@NullMarked
package gslb.server.wire;

import org.jspecify.annotations.NullMarked;
