/**
 * A policy made executable: pools and verdicts in, plans out; a plan and a client in, picks out.
 *
 * <pre>
 *  control:  Pool + route + usable members ─► Planner ─► Plan          (when a verdict changes)
 *  query:    Plan + client key + time slot ─► Picker ─► members picked  (pure; no allocation)
 * </pre>
 *
 * <p>Knows nothing of addresses, names or health beyond "usable". May be imported by {@code
 * snapshot} and above; imports {@code gslb.zones}.
 */
@NullMarked
package gslb.server.steer;

import org.jspecify.annotations.NullMarked;
