package gslb.health.cluster;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import gslb.health.override.TargetOverride;
import gslb.health.status.Heartbeat;
import gslb.health.status.ServerSighting;
import gslb.health.status.StatusKey;
import gslb.health.status.StatusMap;
import gslb.health.status.StatusReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The status map shared over all regions: writes go to the own region's cluster, reads come from
 * all of them. What this process publishes itself is in its {@link #reports()} at once, whatever
 * the cluster does.
 *
 * <p>Neither making it nor using it waits for any cluster: a region out of reach is absent until it
 * is met, and what was received from it before stays (S-26).
 */
public final class HazelcastStatusMap implements StatusMap {

  /** Our own, and what was kept over a restart. */
  private final ConcurrentMap<StatusKey, StatusReport> published = new ConcurrentHashMap<>();

  private final CountDownLatch free;
  private volatile boolean closed;
  private final RegionLink own;
  private final EntryWriter writer = new EntryWriter();
  private final OverrideRelay relay;
  private final List<RegionLink> others = new ArrayList<>();

  /** Starts attaching to the own region and to the others, in the background. */
  public HazelcastStatusMap(ClusterSettings settings) {
    this(settings, new CountDownLatch(0));
  }

  /**
   * Starts attaching in the background: to the others at once, to the own region as a member when
   * the member that has its address now is gone.
   *
   * @param free counted down once it is gone; {@link #close} does too
   */
  public HazelcastStatusMap(ClusterSettings settings, CountDownLatch free) {
    this.free = free;
    ClusterKey key = settings.key();
    this.own =
        settings.member()
            ? new RegionLink(settings.name(), true, () -> member(settings), key)
            : client(settings.name(), settings.members(), key);
    this.relay = new OverrideRelay(own.overrides()::settle);
    settings
        .regions()
        .forEach((region, members) ->
            others.add(client(ClusterSettings.clusterOf(region), members, key)));
  }

  private HazelcastInstance member(ClusterSettings settings) {
    try {
      free.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (closed) {
      throw new IllegalStateException("closed before it was attached");
    }
    return Hazelcast.newHazelcastInstance(HazelcastConfigs.member(settings));
  }

  private static RegionLink client(String cluster, List<String> members, @Nullable ClusterKey key) {
    return new RegionLink(
        cluster,
        false,
        () -> HazelcastClient.newHazelcastClient(HazelcastConfigs.client(cluster, members)),
        key);
  }

  /**
   * Takes reports for received that were kept over a restart: nothing older than them wins from now
   * on, and a vantage of this process goes on above what it said last.
   */
  public void remember(Collection<StatusReport> kept) {
    kept.forEach(report -> published.merge(report.key(), report, StatusReport::newest));
  }

  @Override
  public void publish(StatusReport report) {
    published.merge(report.key(), report, StatusReport::newest);
    writer.offer(HazelcastConfigs.REPORTS + "|" + report.key(), () -> own.reports().write(report));
  }

  /** Hands a heartbeat over to the own region. Never blocks. */
  public void beat(Heartbeat beat) {
    writer.offer(
        HazelcastConfigs.HEARTBEATS + "|" + beat.node(), () -> own.heartbeats().write(beat));
  }

  @Override
  public Collection<StatusReport> reports() {
    Map<StatusKey, StatusReport> newest = new HashMap<>(published);
    for (RegionLink region : regions()) {
      for (Received.Arrival<StatusReport> arrival : region.reports().received().snapshot()) {
        newest.merge(arrival.entry().key(), arrival.entry(), StatusReport::newest);
      }
    }
    return List.copyOf(newest.values());
  }

  /** Every override received from a region: unchanging, a key as often as regions have it. */
  public List<TargetOverride> overrides() {
    return regions().stream()
        .flatMap(region -> region.overrides().received().snapshot().stream())
        .map(Received.Arrival::entry)
        .toList();
  }

  /**
   * Has the own region's map hold these from now on, wherever they were said: who is attached to it
   * knows them too, and a cluster that lost its memory gets it back. Never blocks.
   */
  public void relay(Collection<TargetOverride> overrides) {
    relay.offer(overrides);
  }

  /** The servers of all regions, as far as they were heard, by name. */
  public List<ServerSighting> servers() {
    long now = System.nanoTime();
    Map<String, ServerSighting> newest = new TreeMap<>();
    for (RegionLink region : regions()) {
      for (Received.Arrival<Heartbeat> arrival : region.heartbeats().received().snapshot()) {
        Heartbeat beat = arrival.entry();
        Duration age = Duration.ofNanos(now - arrival.advancedNanos());
        newest.merge(
            beat.node(),
            new ServerSighting(beat, age, arrival.live()),
            (one, other) -> other.beat().newerThan(one.beat()) ? other : one);
      }
    }
    return List.copyOf(newest.values());
  }

  private List<RegionLink> regions() {
    List<RegionLink> regions = new ArrayList<>(others);
    regions.addFirst(own);
    return regions;
  }

  /** How the sharing goes: the own region first. */
  public List<RegionFigures> figures() {
    List<RegionFigures> figures = new ArrayList<>();
    figures.add(own.figures(true, writer.failures() + relay.failures()));
    for (RegionLink region : others) {
      figures.add(region.figures(false, 0));
    }
    return figures;
  }

  /** Leaves all clusters. Takes up to a few seconds. */
  @Override
  public void close() {
    closed = true;
    free.countDown();
    relay.close();
    others.forEach(RegionLink::close);
    own.close();
  }
}
