/**
 * Clients of other makers as witnesses: {@code dig} and {@code kdig} ask a whole server over real
 * sockets, and what they print is what is judged. Tests that run them carry {@code @Tag("peers")}.
 */
@NullMarked
package gslb.server.tools;

import org.jspecify.annotations.NullMarked;
