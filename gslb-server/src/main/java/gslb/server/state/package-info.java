/**
 * Files that must survive a restart.
 *
 * <pre>
 *  KeptFile (checksum, told once, counted) ─► StateFile (written beside, renamed)
 *      └► StateTroubles ─► metrics, status
 * </pre>
 *
 * <p>May be imported by the rooms of the control path; imports none of ours.
 */
@NullMarked
package gslb.server.state;

import org.jspecify.annotations.NullMarked;
