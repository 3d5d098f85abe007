package gslb.health.cluster;

import com.hazelcast.core.EntryAdapter;
import com.hazelcast.core.EntryEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.nio.serialization.HazelcastSerializationException;
import com.hazelcast.replicatedmap.ReplicatedMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One map of one region's cluster: written to by key, read whole at a steady pace and by events in
 * between. What anybody else puts there, in whatever size, number or type, keeps none of the good
 * entries from being read.
 *
 * <p>{@link #attach}, {@link #detach} and {@link #read} are for the region's reader; writes and
 * events come from other threads.
 */
final class SharedMap<E> {

  /** How many entries that are none of ours a member takes out of a crowded map at a time. */
  private static final int CLEARED = 1000;

  private final String name;
  private final EntryCodec<E> codec;
  private final Received<E> received;
  private volatile @Nullable ReplicatedMap<Object, Object> map;
  private volatile boolean crowded;

  SharedMap(String name, EntryCodec<E> codec) {
    this.name = name;
    this.codec = codec;
    this.received = new Received<>(codec, System::nanoTime);
  }

  /** What has been received, good and newest. */
  Received<E> received() {
    return received;
  }

  /** Whether the map holds more than anybody of ours puts there. */
  boolean crowded() {
    return crowded;
  }

  /** Uses this instance's map from now on, unless it does. */
  void attach(HazelcastInstance open) {
    if (map == null) {
      ReplicatedMap<Object, Object> attached = open.getReplicatedMap(name);
      attached.addEntryListener(new Arrivals());
      map = attached;
    }
  }

  /** The instance is gone. */
  void detach() {
    map = null;
  }

  /** Writes an entry. May block for seconds; throws if it could not be written. */
  void write(E entry) {
    attached().put(codec.mapKey(entry), codec.encode(entry));
  }

  /**
   * Writes an entry unless the map has it, or one that supersedes it, already. May block for
   * seconds; throws if it could not be written.
   */
  void settle(E entry) {
    ReplicatedMap<Object, Object> attached = attached();
    String key = codec.mapKey(entry);
    byte[] bytes = codec.encode(entry);
    E there = there(attached, key);
    if (there == null || !codec.notLater(bytes, there)) {
      attached.put(key, bytes);
    }
  }

  private @Nullable E there(ReplicatedMap<Object, Object> attached, String key) {
    try {
      return attached.get(key) instanceof byte[] bytes ? codec.decode(key, bytes) : null;
    } catch (HazelcastSerializationException | SecurityException e) {
      return null; // of a foreign type: ours takes its place
    }
  }

  /**
   * Reads all there is. Of a map that is crowded, or has something in it that nobody may read, only
   * what is under keys known to be good: new ones come by events.
   *
   * @param member whether a crowded map may be cleared from here
   */
  void read(boolean member) {
    ReplicatedMap<Object, Object> attached = attached();
    crowded = attached.size() > Received.MAX_ENTRIES;
    if (crowded) {
      received.unreadable("a crowded map: " + name);
    } else {
      try {
        received.accept(List.copyOf(attached.entrySet()));
        return;
      } catch (HazelcastSerializationException | SecurityException e) {
        received.unreadable("an entry of a foreign type");
      }
    }
    for (String key : received.keys()) {
      read(attached, key);
    }
    if (crowded && member) {
      clear(attached);
    }
  }

  private void read(ReplicatedMap<Object, Object> attached, String key) {
    try {
      Object value = attached.get(key);
      if (value != null) {
        received.accept(List.of(Map.entry(key, value)));
      }
    } catch (HazelcastSerializationException | SecurityException e) {
      received.unreadable(key);
    }
  }

  /**
   * Makes room, some entries at a time. Should a good one be hit that was not met yet, its writer
   * puts it back within a second (S-25, S-26).
   */
  private void clear(ReplicatedMap<Object, Object> attached) {
    Set<String> ours = Set.copyOf(received.keys());
    attached.keySet().stream()
        .filter(key -> !(key instanceof String text && ours.contains(text)))
        .limit(CLEARED)
        .toList()
        .forEach(attached::remove);
  }

  private ReplicatedMap<Object, Object> attached() {
    ReplicatedMap<Object, Object> attached = map;
    if (attached == null) {
      throw new IllegalStateException("not attached");
    }
    return attached;
  }

  private final class Arrivals extends EntryAdapter<Object, Object> {
    @Override
    public void onEntryEvent(EntryEvent<Object, Object> event) {
      try {
        Object value = event.getValue();
        if (value != null) {
          received.accept(List.of(Map.entry(event.getKey(), value)));
        }
      } catch (HazelcastSerializationException | SecurityException e) {
        received.unreadable("an entry of a foreign type");
      }
    }
  }
}
