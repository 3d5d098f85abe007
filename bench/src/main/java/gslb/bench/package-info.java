/**
 * How long each step of the answer path takes, alone and together, over {@code zones/example}: JMH
 * benchmarks. {@code bench/micro} runs them, {@code bench/run} and {@code bench/disturb}, which
 * brings a {@link gslb.bench.StatusStorm}, measure whole servers.
 *
 * <pre>
 *  QueryMessage ─► ParseBenchmark ─► LookupBenchmark ─► LocateBenchmark ─► PickBenchmark
 *             └──────────────────── RespondBenchmark ───────────────────────┘
 * </pre>
 *
 * <p>Imported by nobody; imports the rooms of the query path and what compiles their snapshot.
 */
@NullMarked
package gslb.bench;

import org.jspecify.annotations.NullMarked;
