package gslb.server.stats;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** Every worker's counters and the gauges of the rest, as one set of metrics. */
public final class ServerStats implements AutoCloseable {
  private final List<QueryCounters> workers = new CopyOnWriteArrayList<>();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  /** Kept here since the registry lets go of what it counts by, and then shows its last value. */
  private final List<LongSupplier> sums = new CopyOnWriteArrayList<>();

  /** Registers every counter, and what the JVM tells of itself. */
  public ServerStats() {
    for (Counter counter : Counter.values()) {
      var builder =
          FunctionCounter.builder(counter.metric(), this, stats -> stats.total(counter))
              .description(description(counter));
      if (!counter.label().isEmpty()) {
        builder.tag(counter.label(), counter.value());
      }
      builder.register(registry);
    }
    registry.getPrometheusRegistry().register(new AnswerHistogram(workers));
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /** The counters of a new worker; they stay in the sums when the worker is gone. */
  public QueryCounters worker() {
    QueryCounters counters = new QueryCounters();
    workers.add(counters);
    return counters;
  }

  /** The sum over all workers. */
  public long total(Counter counter) {
    long sum = 0;
    for (QueryCounters worker : workers) {
      sum += worker.get(counter);
    }
    return sum;
  }

  /** Every sum by {@link Counter#id()}. */
  public Map<String, Long> totals() {
    Map<String, Long> totals = new TreeMap<>();
    for (Counter counter : Counter.values()) {
      totals.put(counter.id(), total(counter));
    }
    totals.put("answers.timed", AnswerHistogram.count(workers));
    return totals;
  }

  /**
   * Shows a figure of another room.
   *
   * @param metric dotted, {@code gslb.} first, its base unit last where it has one: {@code
   *     gslb.snapshot.age.seconds}
   * @param meaning one sentence
   * @param labels name and value in turn, words of the glossary
   */
  public void gauge(String metric, String meaning, DoubleSupplier figure, String... labels) {
    Gauge.builder(metric, figure, DoubleSupplier::getAsDouble)
        .description(meaning)
        .tags(labels)
        .strongReference(true)
        .register(registry);
  }

  /**
   * Shows a count of another room, which only grows.
   *
   * @param metric dotted, {@code gslb.} first
   * @param meaning one sentence
   * @param labels name and value in turn, words of the glossary
   */
  public void sum(String metric, String meaning, LongSupplier count, String... labels) {
    sums.add(count);
    FunctionCounter.builder(metric, count, LongSupplier::getAsLong)
        .description(meaning)
        .tags(labels)
        .register(registry);
  }

  /** Everything in the Prometheus text format, version 0.0.4. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }

  /** A metric has one help text, so counters that share one get the metric's. */
  private static String description(Counter counter) {
    return switch (counter.metric()) {
      case "gslb.queries" -> "Messages that arrived, by transport";
      case "gslb.responses" -> "Messages sent, by response code";
      case "gslb.findings" -> "NOERROR answers, by what was found";
      case "gslb.dropped" -> "Messages that were not answered at all, by reason";
      case "gslb.rate.limited" ->
          "Answers over UDP that a client network had too often, by what was done";
      case "gslb.rate.exempt" -> "Answers over UDP that no rate limits, by reason";
      case "gslb.connections.closed" -> "Connections closed by the server, by reason";
      default -> counter.meaning();
    };
  }
}
