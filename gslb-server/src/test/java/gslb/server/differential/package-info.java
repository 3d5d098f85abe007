/**
 * The same zones in our server, NSD and Knot DNS, the same questions to all three, and every answer
 * compared.
 *
 * <pre>
 * resources/differential/WORLD/*.zone → ZoneFolder → Questions → Client ×3 → Reply
 *                                                   Reply, Reply → Difference → Explanation or failure
 * </pre>
 *
 * <p>An {@link gslb.server.differential.Explanation} is one row of {@code docs/ref-differences.md};
 * one that explains nothing fails the test.
 */
@NullMarked
package gslb.server.differential;

import org.jspecify.annotations.NullMarked;
