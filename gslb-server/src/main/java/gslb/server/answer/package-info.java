/**
 * The answer algorithm: a message in, a message out, in the order of the message.
 *
 * <pre>
 *  Exchange (bytes in) ─► wire parses ─► lookup finds ─┬─ static: pre-rendered RRsets ─► wire writes ─► (bytes out)
 *                                                      └─ steered: Steerer: locate → route → plan → pick
 *                                   Explanation ◄── reads what the Exchange went through
 * </pre>
 *
 * <p>Hot: no allocation, lock, string or log per query. May be imported by {@code transport} and
 * {@code control}.
 */
@NullMarked
package gslb.server.answer;

import org.jspecify.annotations.NullMarked;
