/**
 * Who this host is: the one file that differs from host to host, read once at the start.
 *
 * <pre>
 *  server.yaml ─► ServerConfigFile ─► ServerConfig (every default filled in) or Problems
 * </pre>
 *
 * <p>May be imported by the wiring, {@code cli} and {@code demo}; imports {@code gslb.zones.yaml}
 * with the problems it tells, of {@code wire} what a cookie's secret is, and the rules of {@code
 * limit}, {@code transfer}, {@code update} and {@code gslb.geo}.
 */
@NullMarked
package gslb.server.config;

import org.jspecify.annotations.NullMarked;
