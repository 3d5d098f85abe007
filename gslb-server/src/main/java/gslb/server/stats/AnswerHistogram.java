package gslb.server.stats;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;

/** The answer times of all workers as one histogram; Micrometer's own are written with locks. */
final class AnswerHistogram implements Collector {
  private final List<QueryCounters> workers;

  AnswerHistogram(List<QueryCounters> workers) {
    this.workers = workers;
  }

  @Override
  public MetricSnapshot collect() {
    double[] ends = new double[AnswerTimes.BUCKETS];
    long[] counts = new long[AnswerTimes.BUCKETS];
    long nanos = 0;
    for (QueryCounters worker : workers) {
      for (int i = 0; i < counts.length; i++) {
        counts[i] += worker.times().count(i);
      }
      nanos += worker.times().nanos();
    }
    for (int i = 0; i < ends.length; i++) {
      ends[i] = AnswerTimes.end(i);
    }
    return HistogramSnapshot.builder()
        .name("gslb_answer_seconds")
        .help("Time to make an answer, of one in %d".formatted(AnswerTimes.SAMPLE))
        .dataPoint(
            HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(ClassicHistogramBuckets.of(ends, counts))
                .sum(nanos / 1e9)
                .build())
        .build();
  }

  /** How many answers were timed. */
  static long count(List<QueryCounters> workers) {
    long count = 0;
    for (QueryCounters worker : workers) {
      for (int i = 0; i < AnswerTimes.BUCKETS; i++) {
        count += worker.times().count(i);
      }
    }
    return count;
  }
}
