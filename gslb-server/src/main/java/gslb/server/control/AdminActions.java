package gslb.server.control;

import gslb.server.querylog.Wanted;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * What the admin address shows and does. All but {@code serving} may take their time: they run off
 * the event loop.
 *
 * @param serving whether queries are answered from definitions
 * @param metrics everything counted, in the Prometheus text format
 * @param status what the server says of itself
 * @param verdicts what plans are made of beside the definitions (see {@link ServedVerdicts})
 * @param explain how one client's answer comes about
 * @param load takes a datacenter's load in, answers what it took
 * @param reload reads the definitions anew and publishes them if they are right (S-35)
 * @param rollback publishes the content of a kept generation anew; 0 = of the one before
 * @param generations those that are kept
 * @param operators takes operators' words
 * @param watch hands lines of a log to a consumer until what it gives back is run; empty = too many
 *     watch already
 */
public record AdminActions(
    BooleanSupplier serving,
    Supplier<String> metrics,
    Supplier<ServerStatus> status,
    Supplier<Map<String, Object>> verdicts,
    Function<ExplainRequest, Map<String, Object>> explain,
    Function<LoadRequest, Map<String, Object>> load,
    Function<ReloadRequest, ReloadReport> reload,
    LongFunction<ReloadReport> rollback,
    Supplier<Map<String, Object>> generations,
    OperatorActions operators,
    BiFunction<Wanted, Consumer<String>, Optional<Runnable>> watch) {}
