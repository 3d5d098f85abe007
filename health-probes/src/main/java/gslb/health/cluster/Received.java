package gslb.health.cluster;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The newest good entry of every key received from one region's map. Entries only ever get newer:
 * an older one, a bad one or a missing one changes nothing (S-24, S-26, S-27).
 *
 * <p>Written by Hazelcast's event thread and the reader's, one at a time; read by any.
 */
final class Received<E> {

  /** More entries than any real world of vantages and datacenters has; the rest is not taken in. */
  static final int MAX_ENTRIES = 4096;

  private static final byte[] NOT_BYTES = {};

  /**
   * An entry and when it came.
   *
   * @param advancedNanos when it last advanced, or was first met, by the receiver's clock
   * @param live whether it has advanced before the receiver's eyes
   */
  record Arrival<E>(E entry, long advancedNanos, boolean live) {}

  private final EntryCodec<E> codec;
  private final LongSupplier nanoClock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Arrival<E>> newest = new HashMap<>();
  private final Map<String, Integer> refused = new HashMap<>();
  private final LongAdder rejected = new LongAdder();
  private int keyVersion;
  private volatile List<Arrival<E>> snapshot = List.of();
  private volatile String lastRejected = "";
  private volatile @Nullable Long rejectedNanos;

  /**
   * Nothing received yet.
   *
   * @param nanoClock monotonic
   */
  Received(EntryCodec<E> codec, LongSupplier nanoClock) {
    this.codec = codec;
    this.nanoClock = nanoClock;
    this.keyVersion = codec.keyVersion();
  }

  /**
   * Takes entries of the map in, any number of them, old or new.
   *
   * @param entries of any type: whoever reaches the cluster can put anything into its map
   */
  void accept(Collection<? extends Map.Entry<?, ?>> entries) {
    long now = nanoClock.getAsLong();
    lock.lock();
    try {
      forgiveUnderOtherKeys();
      boolean advanced = false;
      for (Map.Entry<?, ?> entry : entries) {
        if (entry.getKey() instanceof String key && entry.getValue() instanceof byte[] bytes) {
          advanced |= accept(key, bytes, now);
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

  /** Notes an entry that Hazelcast itself could not, or would not, read. */
  void unreadable(String key) {
    lock.lock();
    try {
      reject(key, NOT_BYTES);
    } finally {
      lock.unlock();
    }
  }

  /** What is held: unchanging. */
  List<Arrival<E>> snapshot() {
    return snapshot;
  }

  /** Under which keys something is held. */
  List<String> keys() {
    lock.lock();
    try {
      return List.copyOf(newest.keySet());
    } finally {
      lock.unlock();
    }
  }

  /** How many different bad entries have been met. */
  long rejected() {
    return rejected.sum();
  }

  /** The key of the bad entry met last, shortened; empty = none was. */
  String lastRejected() {
    return lastRejected;
  }

  /** How long ago it was met; null = none was. */
  @Nullable Duration rejectedAge() {
    Long at = rejectedNanos;
    return at == null ? null : Duration.ofNanos(nanoClock.getAsLong() - at);
  }

  private boolean accept(String key, byte[] bytes, long now) {
    Arrival<E> held = newest.get(key);
    // The bulk of every pass, and it costs no HMAC: not later, it would be ignored, good or bad.
    if (held != null && codec.notLater(bytes, held.entry)) {
      return false;
    }
    if (bytes.length <= EntryCodec.MAX_BYTES && knownBad(key, bytes)) {
      return false;
    }
    E entry = codec.decode(key, bytes);
    if (entry == null || (held == null && newest.size() >= MAX_ENTRIES)) {
      reject(key, bytes);
      return false;
    }
    newest.put(key, new Arrival<>(entry, now, held != null));
    refused.remove(key);
    return true;
  }

  /** A bad entry that stays in the map is met at each pass; its HMAC is worked out once. */
  private boolean knownBad(String key, byte[] bytes) {
    Integer hash = refused.get(key);
    return hash != null && hash == Arrays.hashCode(bytes);
  }

  private void reject(String key, byte[] bytes) {
    int hash = bytes.length > EntryCodec.MAX_BYTES ? bytes.length : Arrays.hashCode(bytes);
    Integer before = refused.get(key);
    boolean countable = before != null || refused.size() < MAX_ENTRIES;
    if (countable && (before == null || before != hash)) {
      refused.put(key, hash);
      rejected.increment();
      lastRejected = shown(key);
      rejectedNanos = nanoClock.getAsLong();
    }
  }

  /** Entries signed with a secret that was not ours until now. */
  private void forgiveUnderOtherKeys() {
    if (codec.keyVersion() != keyVersion) {
      keyVersion = codec.keyVersion();
      refused.clear();
    }
  }

  /** Whoever wrote the key must not write our log. */
  private static String shown(String key) {
    String cut = key.length() > 60 ? key.substring(0, 60) + "…" : key;
    return cut.replaceAll("[^\\p{Alnum}\\p{Punct} …]", "?");
  }
}
