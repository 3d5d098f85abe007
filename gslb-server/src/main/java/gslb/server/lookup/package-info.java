/**
 * A name and a type in, a {@link gslb.server.snapshot.Finding} out: RFC 1034 §4.3.2 step 2 and 3,
 * everything that can be decided at load already decided there.
 *
 * <p>May be imported by {@code answer} and above; imports {@code snapshot} and {@code wire}.
 */
@NullMarked
package gslb.server.lookup;

import org.jspecify.annotations.NullMarked;
