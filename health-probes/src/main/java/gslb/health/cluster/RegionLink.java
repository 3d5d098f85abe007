package gslb.health.cluster;

import com.hazelcast.core.HazelcastInstance;
import gslb.health.override.TargetOverride;
import gslb.health.status.Heartbeat;
import gslb.health.status.StatusReport;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tie to one region's cluster, as a member or as a client. A thread of its own opens it, opens
 * it again when it has died, and reads its maps whole every second, so that a missed event does not
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
  private final boolean member;
  private final SharedMap<StatusReport> reports;
  private final SharedMap<Heartbeat> heartbeats;
  private final SharedMap<TargetOverride> overrides;
  private final List<SharedMap<?>> maps;
  private final Alarm alarm = new Alarm();
  private final Semaphore closing = new Semaphore(0);
  private final Thread reader;
  private long troubleSinceNanos = System.nanoTime();
  private volatile @Nullable HazelcastInstance instance;
  private volatile @Nullable Long lastReadNanos;
  private volatile @Nullable String trouble = "not read yet";

  /**
   * Starts attaching, in the background.
   *
   * @param member whether the opener starts a member
   * @param opener starts a member or a client; may take seconds and may fail
   */
  RegionLink(
      String cluster,
      boolean member,
      Supplier<HazelcastInstance> opener,
      @Nullable ClusterKey key) {
    this.cluster = cluster;
    this.member = member;
    this.opener = opener;
    this.reports = new SharedMap<>(HazelcastConfigs.REPORTS, new ReportCodec(key));
    this.heartbeats = new SharedMap<>(HazelcastConfigs.HEARTBEATS, new HeartbeatCodec(key));
    this.overrides = new SharedMap<>(HazelcastConfigs.OVERRIDES, new OverrideCodec(key));
    this.maps = List.of(reports, heartbeats, overrides);
    // Last: the thread sees what is set above.
    this.reader =
        Thread.ofPlatform().daemon().name("status of " + cluster).start(this::attachAndRead);
  }

  /** What vantages of this region have published, as far as received. */
  SharedMap<StatusReport> reports() {
    return reports;
  }

  /** What servers of this region say of themselves, as far as received. */
  SharedMap<Heartbeat> heartbeats() {
    return heartbeats;
  }

  /** What operators say, as far as this region has it. */
  SharedMap<TargetOverride> overrides() {
    return overrides;
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
        reports.received().snapshot().size(),
        rejected(),
        lastRejected(),
        rejectedAge(),
        maps.stream().anyMatch(SharedMap::crowded),
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

  private long rejected() {
    return maps.stream().mapToLong(map -> map.received().rejected()).sum();
  }

  private String lastRejected() {
    return maps.stream()
        .map(map -> map.received().lastRejected())
        .filter(key -> !key.isEmpty())
        .findFirst()
        .orElse("");
  }

  private @Nullable Duration rejectedAge() {
    return maps.stream()
        .map(map -> map.received().rejectedAge())
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private void attachAndRead() {
    boolean over = false;
    while (!over) {
      try {
        attach();
        maps.forEach(map -> map.read(member));
        lastReadNanos = System.nanoTime();
        note(null);
      } catch (RuntimeException | OutOfMemoryError e) {
        // Memory runs out when somebody floods the map: then Hazelcast gives up, and we open anew.
        note(Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()));
      }
      if (alarm.due(rejected(), System.nanoTime())) {
        log.error(
            "{}: {} entries so far are not authentic, the last under '{}': a host with another"
                + " cluster key, or somebody who should not reach the cluster's port",
            cluster,
            rejected(),
            lastRejected());
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

  private void attach() {
    HazelcastInstance open = instance;
    if (open == null || !open.getLifecycleService().isRunning()) {
      maps.forEach(SharedMap::detach);
      instance = null;
      open = opener.get();
      instance = open;
    }
    HazelcastInstance running = open;
    maps.forEach(map -> map.attach(running));
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
}
