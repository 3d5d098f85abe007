package gslb.health.cluster;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom this process shares statuses with.
 *
 * @param name this region's cluster; by convention {@code gslb-<region>}
 * @param listenHost the private address the member binds, and nothing else (S-27)
 * @param listenPort 0 = no member here: a client of this region's {@code members}
 * @param members this region's members, {@code host:port}
 * @param regions the members of every other region, by region; a region's cluster is called {@code
 *     gslb-<region>}
 * @param key null = reports are neither signed nor checked
 */
public record ClusterSettings(
    String name,
    String listenHost,
    int listenPort,
    List<String> members,
    Map<String, List<String>> regions,
    @Nullable ClusterKey key) {

  public ClusterSettings {
    members = List.copyOf(members);
    regions = Map.copyOf(regions);
  }

  /** What a region's cluster is called unless something else is configured. */
  public static String clusterOf(String region) {
    return "gslb-" + region;
  }

  /** Whether this process is a member of its region's cluster. */
  public boolean member() {
    return listenPort != 0;
  }
}
