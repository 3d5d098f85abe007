/**
 * The query log and the decision log: reads what workers noted, puts names to the numbers, and
 * writes lines to files and to whoever watches.
 *
 * <pre>
 *  workers' Samples ─► LogReader, 50 times a second ─► QueryLine, DecisionLine ─┬─► LineFile
 *         ▲                                                                     └─► Watcher ─► admin address
 *         └── Sampling ◄── QueryLog: what server.yaml says, what is watched, how busy it is
 * </pre>
 *
 * <p>May be imported by {@code control}, {@code config} and the wiring.
 */
@NullMarked
package gslb.server.querylog;

import org.jspecify.annotations.NullMarked;
