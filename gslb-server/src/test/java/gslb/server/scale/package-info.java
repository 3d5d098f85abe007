/**
 * A million records, a thousand zones, ten thousand steered names: what loading, changing and
 * holding them costs.
 */
@NullMarked
package gslb.server.scale;

import org.jspecify.annotations.NullMarked;
