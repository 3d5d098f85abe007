/**
 * What has happened to members and who wanted it so, on disk within a bound.
 *
 * <pre>
 *  control thread ─ append, never waits ─► queue ─► the journal's thread ─► JournalFile (two files)
 *  admin ─ read ───────────────────────────────────────────────────────────────┘
 * </pre>
 *
 * <p>May be imported by {@code gslb.server.control} and {@code gslb.server}; imports none of ours.
 */
@NullMarked
package gslb.server.journal;

import org.jspecify.annotations.NullMarked;
