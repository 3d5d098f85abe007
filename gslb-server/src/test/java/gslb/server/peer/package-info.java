/**
 * Other name servers beside ours: NSD, Knot DNS and BIND as child processes on loopback, with the
 * zones a test gives them. Tests that start them carry {@code @Tag("peers")}.
 */
@NullMarked
package gslb.server.peer;

import org.jspecify.annotations.NullMarked;
