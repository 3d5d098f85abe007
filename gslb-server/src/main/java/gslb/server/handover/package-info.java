/**
 * How a process goes on with the sockets of another one of the same host: {@code gslb serve
 * --replace}.
 *
 * <pre>
 *   successor                     socket in the state folder                   predecessor
 *      │ connects, same user only ─── here PROCESS ADMIN ◄── accepted ──────────────│ answers
 *      │ reads, compiles, waits for verdicts, warms up                              │ answers
 *      │ ── take ──►      ◄── udp ADDRESS PORT + descriptor, ..., all ──────────────│ answers
 *      │ answers from the same sockets                                              │ answers
 *      │ ── serving ──►   stops reading, closes admin, leaves the cluster ──────────│
 *      │ ◄── released ──────────────────────────────────────────────────────────────│
 *      │ opens admin, joins the cluster           finishes its connections, then ends │
 * </pre>
 *
 * <p>Until {@code serving} the predecessor answers as ever, so whatever becomes of the successor
 * costs nothing. May be imported by {@code gslb.server}; imports {@code linux}.
 */
@NullMarked
package gslb.server.handover;

import org.jspecify.annotations.NullMarked;
