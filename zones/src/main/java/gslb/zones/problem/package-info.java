/**
 * What an operator should mend: where it stands, what is wrong, and which word was probably meant.
 *
 * <pre>
 *  every reader ─► Problems (collects, by Position) ─► Problem, sorted by file and line
 * </pre>
 *
 * <p>May be imported by every package that reads an operator's files or tells of their problems;
 * imports none of ours.
 */
@NullMarked
package gslb.zones.problem;

import org.jspecify.annotations.NullMarked;
