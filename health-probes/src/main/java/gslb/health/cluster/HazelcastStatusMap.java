package gslb.health.cluster;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import gslb.health.override.TargetOverride;
import gslb.health.status.StatusKey;
import gslb.health.status.StatusMap;
import gslb.health.status.StatusReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;

/**
 * The status map shared over all regions: writes go to the own region's cluster, reads come from
 * all of them. What this process publishes itself is in its {@link #reports()} at once, whatever
 * the cluster does.
 *
 * <p>Neither making it nor using it waits for any cluster: a region out of reach is absent until it
 * is met, and what was received from it before stays (S-26).
 */
public final class HazelcastStatusMap implements StatusMap {

  private final ConcurrentMap<StatusKey, StatusReport> published = new ConcurrentHashMap<>();
  private final CountDownLatch free;
  private volatile boolean closed;
  private final RegionLink own;
  private final ReportWriter writer;
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
    ReportCodec codec = new ReportCodec(settings.key());
    OverrideCodec overrides = new OverrideCodec(settings.key());
    this.own =
        settings.member()
            ? new RegionLink(settings.name(), () -> member(settings), codec, overrides)
            : client(settings.name(), settings.members(), codec, overrides);
    this.writer = new ReportWriter(own::write);
    this.relay = new OverrideRelay(own::settle);
    settings
        .regions()
        .forEach((region, members) ->
            others.add(client(ClusterSettings.clusterOf(region), members, codec, overrides)));
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

  private static RegionLink client(
      String cluster, List<String> members, ReportCodec codec, OverrideCodec overrides) {
    return new RegionLink(
        cluster,
        () -> HazelcastClient.newHazelcastClient(HazelcastConfigs.client(cluster, members)),
        codec,
        overrides);
  }

  @Override
  public void publish(StatusReport report) {
    published.merge(report.key(), report, StatusReport::newest);
    writer.offer(report);
  }

  @Override
  public Collection<StatusReport> reports() {
    Map<StatusKey, StatusReport> newest = new HashMap<>(published);
    for (StatusReport report : own.reports()) {
      newest.merge(report.key(), report, StatusReport::newest);
    }
    for (RegionLink region : others) {
      for (StatusReport report : region.reports()) {
        newest.merge(report.key(), report, StatusReport::newest);
      }
    }
    return List.copyOf(newest.values());
  }

  /** Every override received from a region: unchanging, a key as often as regions have it. */
  public List<TargetOverride> overrides() {
    List<TargetOverride> all = new ArrayList<>(own.overrides());
    others.forEach(region -> all.addAll(region.overrides()));
    return all;
  }

  /**
   * Has the own region's map hold these from now on, wherever they were said: who is attached to it
   * knows them too, and a cluster that lost its memory gets it back. Never blocks.
   */
  public void relay(Collection<TargetOverride> overrides) {
    relay.offer(overrides);
  }

  /** How the sharing goes: the own region first. */
  public List<RegionFigures> figures() {
    List<RegionFigures> figures = new ArrayList<>();
    figures.add(own.figures(true, writer.failures()));
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
