package gslb.health.cluster;

import gslb.health.override.OverrideSet;
import gslb.health.override.TargetOverride;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The latest good override of every entry received from one region. A bad one, an earlier one or a
 * missing one changes nothing (P1, S-27).
 *
 * <p>Written by Hazelcast's event thread and the reader's, one at a time; read by any.
 */
final class ReceivedOverrides {

  private static final byte[] TOO_LONG = {};

  private final OverrideCodec codec;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, TargetOverride> latest = new HashMap<>();

  /** What was met last under each key: the bulk of every pass, and it costs no HMAC. */
  private final Map<String, byte[]> met = new HashMap<>();

  private volatile List<TargetOverride> snapshot = List.of();
  private final LongAdder rejected = new LongAdder();

  ReceivedOverrides(OverrideCodec codec) {
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
        byte[] bytes = entry.getValue() instanceof byte[] array ? array : new byte[0];
        advanced |= accept(entry.getKey().toString(), bytes);
      }
      if (advanced) {
        snapshot = List.copyOf(latest.values());
      }
    } finally {
      lock.unlock();
    }
  }

  /** What is held: unchanging. */
  List<TargetOverride> snapshot() {
    return snapshot;
  }

  /** How many different bad entries have been met. */
  long rejected() {
    return rejected.sum();
  }

  private boolean accept(String key, byte[] bytes) {
    byte[] held = met.get(key);
    boolean tooLong = bytes.length > OverrideCodec.MAX_BYTES;
    if (held != null && Arrays.equals(held, tooLong ? TOO_LONG : bytes)) {
      return false;
    }
    if (held == null && met.size() >= OverrideSet.MAX_ENTRIES) {
      return false;
    }
    TargetOverride override = codec.decode(key, bytes);
    met.put(key, tooLong ? TOO_LONG : bytes);
    if (override == null) {
      rejected.increment();
      return false;
    }
    TargetOverride known = latest.get(key);
    if (known != null && !override.laterThan(known)) {
      return false;
    }
    latest.put(key, override);
    return true;
  }
}
