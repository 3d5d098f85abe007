package gslb.server;

import gslb.health.cluster.ClusterKey;
import gslb.health.cluster.ClusterSettings;
import gslb.health.cluster.HazelcastStatusMap;
import gslb.server.config.ServerConfig;
import gslb.zones.HostPort;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The status map a host's configuration asks for. */
final class SharedStatuses {
  private SharedStatuses() {}

  /**
   * Begins to attach; does not wait for any cluster.
   *
   * @param member whether this process is a member of its region's cluster and reads the other
   *     regions', or only a client of its own
   */
  static HazelcastStatusMap open(
      ServerConfig.Cluster cluster, boolean member, @Nullable ClusterKey key) {
    return open(cluster, member, key, new CountDownLatch(0));
  }

  /** Like the other one, but does not become a member before its address is free. */
  static HazelcastStatusMap open(
      ServerConfig.Cluster cluster, boolean member, @Nullable ClusterKey key, CountDownLatch free) {
    return new HazelcastStatusMap(
        new ClusterSettings(
            cluster.name(),
            cluster.listen().getAddress().getHostAddress(),
            member ? cluster.listen().getPort() : 0,
            texts(cluster.members()),
            member ? regions(cluster) : Map.of(),
            key),
        free);
  }

  private static Map<String, List<String>> regions(ServerConfig.Cluster cluster) {
    return cluster.regions().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, region -> texts(region.getValue())));
  }

  private static List<String> texts(List<HostPort> members) {
    return members.stream().map(HostPort::toString).toList();
  }
}
