package gslb.health.cluster;

import com.hazelcast.core.EntryAdapter;
import com.hazelcast.core.EntryEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.replicatedmap.ReplicatedMap;
import gslb.health.override.TargetOverride;
import gslb.health.status.StatusReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tie to one region's cluster, as a member or as a client. A thread of its own opens it, opens
 * it again when it has died, and reads the whole map every second, so that a missed event does not
 * matter; events make it faster than that.
 *
 * <p>A platform thread: opening loads many classes, which pins a virtual thread to its carrier, and
 * as many links opening at once as there are processors then wait for each other for ever.
 *
 * <p>The volatile fields are written by that thread and read by any; the plain one is its own.
 */
final class RegionLink implements AutoCloseable {

  private static final Duration READ_INTERVAL = Duration.ofSeconds(1);
  private static final Duration RETRY_INTERVAL = Duration.ofMillis(200);

  /** After a member could not start, say because its port is taken: each try is costly. */
  private static final Duration REOPEN_INTERVAL = Duration.ofSeconds(5);

  private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(RegionLink.class);

  private final String cluster;
  private final Supplier<HazelcastInstance> opener;
  private final ReportCodec codec;
  private final ReceivedReports received;
  private final OverrideCodec overrideCodec;
  private final ReceivedOverrides receivedOverrides;
  private final Semaphore closing = new Semaphore(0);
  private final Thread reader;
  private long troubleSinceNanos = System.nanoTime();
  private volatile @Nullable HazelcastInstance instance;
  private volatile @Nullable ReplicatedMap<Object, Object> map;
  private volatile @Nullable ReplicatedMap<Object, Object> overrideMap;
  private volatile @Nullable Long lastReadNanos;
  private volatile @Nullable String trouble = "not read yet";

  /**
   * Starts attaching, in the background.
   *
   * @param opener starts a member or a client; may take seconds and may fail
   */
  RegionLink(
      String cluster,
      Supplier<HazelcastInstance> opener,
      ReportCodec codec,
      OverrideCodec overrideCodec) {
    this.cluster = cluster;
    this.opener = opener;
    this.codec = codec;
    this.received = new ReceivedReports(codec);
    this.overrideCodec = overrideCodec;
    this.receivedOverrides = new ReceivedOverrides(overrideCodec);
    // Last: the thread sees what is set above.
    this.reader =
        Thread.ofPlatform().daemon().name("status of " + cluster).start(this::attachAndRead);
  }

  /** The newest report of every entry received so far: unchanging. */
  List<StatusReport> reports() {
    return received.snapshot();
  }

  /** Writes a report. May block for seconds; throws if it could not be written. */
  void write(StatusReport report) {
    ReplicatedMap<Object, Object> attached = map;
    if (attached == null) {
      throw new IllegalStateException("not attached to " + cluster);
    }
    attached.put(ReportCodec.mapKey(report.key()), codec.encode(report));
  }

  /** The latest override of every entry received so far: unchanging. */
  List<TargetOverride> overrides() {
    return receivedOverrides.snapshot();
  }

  /**
   * Puts an override into the map unless that has it, or a later one, already. May block for
   * seconds; throws if it could not be written.
   */
  void settle(TargetOverride override) {
    ReplicatedMap<Object, Object> attached = overrideMap;
    if (attached == null) {
      throw new IllegalStateException("not attached to " + cluster);
    }
    String key = OverrideCodec.mapKey(override);
    TargetOverride there =
        attached.get(key) instanceof byte[] bytes ? overrideCodec.decode(key, bytes) : null;
    if (there == null || override.laterThan(there)) {
      attached.put(key, overrideCodec.encode(override));
    }
  }

  /** How it goes. */
  RegionFigures figures(boolean own, long failedWrites) {
    String why = trouble;
    Long read = lastReadNanos;
    return new RegionFigures(
        cluster,
        own,
        why == null,
        why == null ? members() : 0,
        received.snapshot().size(),
        received.rejected() + receivedOverrides.rejected(),
        failedWrites,
        read == null ? null : Duration.ofNanos(System.nanoTime() - read),
        why);
  }

  @Override
  public void close() {
    closing.release();
    HazelcastInstance open = instance;
    if (open != null) {
      open.shutdown();
    }
    try {
      // A reader that is just opening shuts down what it opens.
      reader.join(CLOSE_WAIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int members() {
    HazelcastInstance open = instance;
    try {
      return open == null ? 0 : open.getCluster().getMembers().size();
    } catch (RuntimeException e) {
      return 0; // shut down between two looks
    }
  }

  private void attachAndRead() {
    boolean over = false;
    while (!over) {
      try {
        received.accept(List.copyOf(attached().entrySet()));
        receivedOverrides.accept(List.copyOf(attachedOverrides().entrySet()));
        lastReadNanos = System.nanoTime();
        note(null);
      } catch (RuntimeException e) {
        note(Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()));
      }
      Duration retry = instance == null ? REOPEN_INTERVAL : RETRY_INTERVAL;
      over = closed(trouble == null ? READ_INTERVAL : retry);
    }
    HazelcastInstance open = instance;
    if (open != null) {
      open.shutdown();
    }
  }

  /** Waits, unless and until the link is closed. */
  private boolean closed(Duration atMost) {
    try {
      return closing.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true; // nobody interrupts but a dying process
    }
  }

  private ReplicatedMap<Object, Object> attached() {
    HazelcastInstance open = instance;
    if (open == null || !open.getLifecycleService().isRunning()) {
      map = null;
      overrideMap = null;
      instance = null;
      open = opener.get();
      instance = open;
    }
    ReplicatedMap<Object, Object> attached = map;
    if (attached == null) {
      attached = open.getReplicatedMap(HazelcastConfigs.MAP);
      attached.addEntryListener(new Arrivals(received::accept));
      map = attached;
    }
    return attached;
  }

  /** After {@link #attached}. */
  private ReplicatedMap<Object, Object> attachedOverrides() {
    ReplicatedMap<Object, Object> attached = overrideMap;
    if (attached == null) {
      attached =
          Objects.requireNonNull(instance, "attached").getReplicatedMap(HazelcastConfigs.OVERRIDES);
      attached.addEntryListener(new Arrivals(receivedOverrides::accept));
      overrideMap = attached;
    }
    return attached;
  }

  private void note(@Nullable String why) {
    String before = trouble;
    trouble = why;
    if (why == null && before != null) {
      long millis = Duration.ofNanos(System.nanoTime() - troubleSinceNanos).toMillis();
      log.info("{}: attached after {} ms, {} members", cluster, millis, members());
    } else if (why != null && before == null) {
      troubleSinceNanos = System.nanoTime();
      log.warn("{}: no longer read: {}", cluster, why);
    } else if (why != null && !why.equals(before)) {
      log.info("{}: not attached yet: {}", cluster, why);
    }
  }

  private static final class Arrivals extends EntryAdapter<Object, Object> {
    private final Consumer<List<Map.Entry<Object, Object>>> received;

    private Arrivals(Consumer<List<Map.Entry<Object, Object>>> received) {
      this.received = received;
    }

    @Override
    public void onEntryEvent(EntryEvent<Object, Object> event) {
      Object value = event.getValue();
      if (value != null) {
        received.accept(List.of(Map.entry(event.getKey(), value)));
      }
    }
  }
}
