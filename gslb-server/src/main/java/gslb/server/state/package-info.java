/**
 * Files that must survive a restart.
 *
 * <p>May be imported by the rooms of the control path; imports none of ours.
 */
@NullMarked
package gslb.server.state;

import org.jspecify.annotations.NullMarked;
