package gslb.server;

import gslb.health.cluster.ClusterKey;
import gslb.health.cluster.ClusterSettings;
import gslb.health.cluster.HazelcastStatusMap;
import gslb.server.config.ServerConfig;
import gslb.zones.HostPort;
import java.io.IOException;
import java.nio.file.Files;
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
  static HazelcastStatusMap open(ServerConfig.Cluster cluster, boolean member)
      throws StartException {
    return open(cluster, member, new CountDownLatch(0));
  }

  /** Like the other one, but does not become a member before its address is free. */
  static HazelcastStatusMap open(ServerConfig.Cluster cluster, boolean member, CountDownLatch free)
      throws StartException {
    return new HazelcastStatusMap(
        new ClusterSettings(
            cluster.name(),
            cluster.listen().getAddress().getHostAddress(),
            member ? cluster.listen().getPort() : 0,
            texts(cluster.members()),
            member ? regions(cluster) : Map.of(),
            key(cluster)),
        free);
  }

  private static @Nullable ClusterKey key(ServerConfig.Cluster cluster) throws StartException {
    if (cluster.keyFile() == null) {
      return null;
    }
    try {
      return new ClusterKey(Files.readAllBytes(cluster.keyFile()));
    } catch (IOException | IllegalArgumentException e) {
      throw new StartException("cannot use " + cluster.keyFile() + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, List<String>> regions(ServerConfig.Cluster cluster) {
    return cluster.regions().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, region -> texts(region.getValue())));
  }

  private static List<String> texts(List<HostPort> members) {
    return members.stream().map(HostPort::toString).toList();
  }
}
