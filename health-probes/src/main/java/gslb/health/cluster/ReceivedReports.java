package gslb.health.cluster;

import gslb.health.status.StatusReport;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The newest good report of every entry received from one region. Entries only ever get newer: an
 * older one, a bad one or a missing one changes nothing (S-24, S-26, S-27).
 *
 * <p>Written by Hazelcast's event thread and the reader's, one at a time; read by any.
 */
final class ReceivedReports {

  /** More entries than any real world of vantages and datacenters has; the rest is not taken in. */
  static final int MAX_ENTRIES = 4096;

  private static final byte[] NOT_BYTES = {};

  private final ReportCodec codec;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, StatusReport> newest = new HashMap<>();
  private final Map<String, Integer> refused = new HashMap<>();
  private volatile List<StatusReport> snapshot = List.of();
  private final LongAdder rejected = new LongAdder();

  ReceivedReports(ReportCodec codec) {
    this.codec = codec;
  }

  /**
   * Takes entries of the map in, any number of them, old or new.
   *
   * @param entries of any type: whoever reaches the cluster can put anything into its map
   */
  void accept(Collection<? extends Map.Entry<?, ?>> entries) {
    lock.lock();
    try {
      boolean advanced = false;
      for (Map.Entry<?, ?> entry : entries) {
        if (entry.getKey() instanceof String key && entry.getValue() instanceof byte[] bytes) {
          advanced |= accept(key, bytes);
        } else {
          reject(entry.getKey().toString(), NOT_BYTES);
        }
      }
      if (advanced) {
        snapshot = List.copyOf(newest.values());
      }
    } finally {
      lock.unlock();
    }
  }

  /** What is held: unchanging. */
  List<StatusReport> snapshot() {
    return snapshot;
  }

  /** How many different bad entries have been met. */
  long rejected() {
    return rejected.sum();
  }

  private boolean accept(String key, byte[] bytes) {
    StatusReport held = newest.get(key);
    // The bulk of every pass, and it costs no HMAC: not later, it would be ignored, good or bad.
    if (held != null && ReportCodec.notLater(bytes, held)) {
      return false;
    }
    StatusReport report = codec.decode(key, bytes);
    if (report == null || (held == null && newest.size() >= MAX_ENTRIES)) {
      reject(key, bytes);
      return false;
    }
    newest.put(key, report);
    refused.remove(key);
    return true;
  }

  /** A bad entry that stays in the map is met at each pass but counted once. */
  private void reject(String key, byte[] bytes) {
    int hash = Arrays.hashCode(bytes);
    Integer before = refused.get(key);
    boolean countable = before != null || refused.size() < MAX_ENTRIES;
    if (countable && (before == null || before != hash)) {
      refused.put(key, hash);
      rejected.increment();
    }
  }
}
