package gslb.server.querylog;

import java.util.concurrent.atomic.AtomicLongArray;

/** What was written and what was missed. Written by the log's thread, read by any. */
@SuppressWarnings("EnumOrdinal") // indexes that never leave the process
final class LogFigures {
  private final AtomicLongArray appended = new AtomicLongArray(LogKind.values().length);
  private final AtomicLongArray lost = new AtomicLongArray(LogKind.values().length);
  private final AtomicLongArray overwritten = new AtomicLongArray(LogKind.values().length);

  void appended(LogKind kind) {
    appended.incrementAndGet(kind.ordinal());
  }

  void lost(LogKind kind, int lines) {
    lost.addAndGet(kind.ordinal(), lines);
  }

  /** The sum over all rings so far. */
  void overwritten(LogKind kind, long entries) {
    overwritten.set(kind.ordinal(), entries);
  }

  /** Lines that went to the log's file. */
  long written(LogKind kind) {
    return appended.get(kind.ordinal()) - lost.get(kind.ordinal());
  }

  /** Entries that were overwritten before they were read, and lines no file could take. */
  long missed(LogKind kind) {
    return overwritten.get(kind.ordinal()) + lost.get(kind.ordinal());
  }
}
