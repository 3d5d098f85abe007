/**
 * Fetches geo databases from those who make them, and puts them where a server finds them.
 *
 * <pre>
 *  UpdateRule ─► GeoUpdate ─► Offer ────► Download ────► Unpacked ─► Acceptance ─► file, renamed
 *  (config)      one lock     new, or     HTTPS,         gzip, tar   (gslb.geo)    + Receipt
 *                a folder     unchanged   checksum
 * </pre>
 *
 * <p>May be imported by {@code config} (the rule) and {@code cli}; imports {@code gslb.geo} for
 * what a database must be. No server runs it: a timer does.
 */
@NullMarked
package gslb.server.update;

import org.jspecify.annotations.NullMarked;
