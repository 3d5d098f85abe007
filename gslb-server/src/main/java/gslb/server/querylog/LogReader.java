package gslb.server.querylog;

import gslb.server.sample.DecisionEntry;
import gslb.server.sample.QueryEntry;
import gslb.server.sample.Ring;
import gslb.server.sample.Samples;
import gslb.server.snapshot.Snapshot;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Takes what workers noted out of their rings and makes lines of it, each once for the file and
 * once for all who watch. Used by the log's thread.
 */
final class LogReader implements AutoCloseable {
  private final LogFigures figures;
  private final LineFile queryFile;
  private final LineFile decisionFile;
  private final RecentSnapshots snapshots = new RecentSnapshots();
  private final long[] query = new long[QueryEntry.WORDS];
  private final long[] decision = new long[DecisionEntry.WORDS];

  LogReader(LogRule rule, LogFigures figures) {
    long largest = (long) rule.maxMib() << 20;
    this.figures = figures;
    this.queryFile = new LineFile(rule.folder().resolve("queries.jsonl"), largest);
    this.decisionFile = new LineFile(rule.folder().resolve("decisions.jsonl"), largest);
  }

  /** How many entries were noted for who watches. */
  record Noted(long queries, long decisions) {}

  /** Reads every ring as far as it was written when its turn came. */
  Noted look(List<Samples> workers, List<Watcher> watchers, Snapshot served, long nowNanos) {
    snapshots.look(served);
    long watchedQueries = 0;
    long watchedDecisions = 0;
    long missedQueries = 0;
    long missedDecisions = 0;
    for (Samples worker : workers) {
      if (!worker.isMade()) {
        continue;
      }
      Ring queries = worker.queries();
      for (int i = 0; i < Samples.SLOTS && queries.take(query); i++) {
        QueryEntry entry = QueryEntry.of(query);
        query(entry, watchers, nowNanos);
        watchedQueries += entry.watched() > 0 ? 1 : 0;
      }
      missedQueries += queries.missed();
      Ring decisions = worker.decisions();
      for (int i = 0; i < Samples.SLOTS && decisions.take(decision); i++) {
        DecisionEntry entry = DecisionEntry.of(decision);
        decision(entry, watchers, nowNanos);
        watchedDecisions += entry.watched() > 0 ? 1 : 0;
      }
      missedDecisions += decisions.missed();
    }
    figures.lost(LogKind.QUERIES, queryFile.flush(nowNanos));
    figures.lost(LogKind.DECISIONS, decisionFile.flush(nowNanos));
    figures.overwritten(LogKind.QUERIES, missedQueries);
    figures.overwritten(LogKind.DECISIONS, missedDecisions);
    watchers.forEach(watcher -> watcher.flush(nowNanos));
    return new Noted(watchedQueries, watchedDecisions);
  }

  /** Nothing will be noted for a while. */
  void rest() {
    snapshots.forget();
  }

  private void query(QueryEntry entry, List<Watcher> watchers, long nowNanos) {
    String rcode = Texts.rcode(entry.rcode());
    write(
        LogKind.QUERIES,
        entry.logged(),
        entry.watched(),
        watchers,
        wanted ->
            wanted.wants(entry.name()) && (wanted.rcode() == null || rcode.equals(wanted.rcode())),
        () -> QueryLine.document(entry),
        nowNanos);
  }

  private void decision(DecisionEntry entry, List<Watcher> watchers, long nowNanos) {
    write(
        LogKind.DECISIONS,
        entry.logged(),
        entry.watched(),
        watchers,
        wanted -> wanted.wants(entry.name()),
        () -> DecisionLine.document(entry, snapshots.of(entry.generation(), entry.epoch())),
        nowNanos);
  }

  private void write(
      LogKind kind,
      int logged,
      int watched,
      List<Watcher> watchers,
      Predicate<Wanted> matches,
      Supplier<Map<String, Object>> document,
      long nowNanos) {
    if (logged > 0) {
      LineFile file = kind == LogKind.QUERIES ? queryFile : decisionFile;
      int lost = file.append(line(document.get(), logged), nowNanos);
      figures.appended(kind);
      figures.lost(kind, lost);
    }
    if (watched == 0) {
      return;
    }
    List<Watcher> shown =
        watchers.stream()
            .filter(watcher -> watcher.wanted.kind() == kind && matches.test(watcher.wanted))
            .toList();
    if (!shown.isEmpty()) {
      String line = line(document.get(), watched);
      shown.forEach(watcher -> watcher.show(line));
    }
  }

  private static String line(Map<String, Object> document, int sample) {
    Map<String, Object> fields = new LinkedHashMap<>(document);
    fields.put("sample", sample);
    return new JsonObject(fields).encode();
  }

  @Override
  public void close() {
    queryFile.close();
    decisionFile.close();
  }
}
