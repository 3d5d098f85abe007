package gslb.bench;

import gslb.health.cluster.ClusterSettings;
import gslb.health.cluster.HazelcastStatusMap;
import gslb.health.status.Endpoint;
import gslb.health.status.MemberStatus;
import gslb.health.status.StatusKey;
import gslb.health.status.StatusReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * A vantage that looks at nothing and changes its mind all the time: publishes whole reports, one a
 * datacenter every half second as a prober does, and turns so many statuses a second. {@code
 * bench/disturb} runs it as a client of a server's cluster, until it is ended.
 */
public final class StatusStorm {
  private static final long PACE_NANOS = 500_000_000;
  private static final String MONITOR = "check";

  private final HazelcastStatusMap statuses;
  private final List<StatusKey> keys = new ArrayList<>();
  private final List<List<Endpoint>> endpoints = new ArrayList<>();
  private final long epoch = System.currentTimeMillis();

  private StatusStorm(HazelcastStatusMap statuses, Map<String, List<Endpoint>> byDatacenter) {
    this.statuses = statuses;
    byDatacenter.forEach((datacenter, watched) -> {
      keys.add(new StatusKey("storm", datacenter));
      endpoints.add(watched);
    });
  }

  /**
   * Runs until it is ended.
   *
   * @param arguments the cluster's address, a file of lines "datacenter address", changes a second
   */
  public static void main(String[] arguments) throws IOException {
    ClusterSettings cluster =
        new ClusterSettings("gslb-eu", "127.0.0.1", 0, List.of(arguments[0]), Map.of(), null);
    Map<String, List<Endpoint>> byDatacenter = new LinkedHashMap<>();
    int all = 0;
    for (String line : Files.readAllLines(Path.of(arguments[1]))) {
      String[] words = line.split(" ", 2);
      byDatacenter
          .computeIfAbsent(words[0], datacenter -> new ArrayList<>())
          .add(new Endpoint(MONITOR, words[1]));
      all++;
    }
    double share = Double.parseDouble(arguments[2]) * PACE_NANOS / 1e9 / all;
    try (HazelcastStatusMap statuses = new HazelcastStatusMap(cluster)) {
      new StatusStorm(statuses, byDatacenter).run(share);
    }
  }

  /** Datacenters take turns within the half second; in each turn the next share of them turns. */
  private void run(double share) {
    long[] turned = new long[keys.size()];
    long due = System.nanoTime();
    for (long sequence = 1; !Thread.currentThread().isInterrupted(); sequence++) {
      for (int i = 0; i < keys.size(); i++) {
        turned[i] += Math.round(endpoints.get(i).size() * share);
        statuses.publish(report(i, sequence, turned[i]));
        due += PACE_NANOS / keys.size();
        LockSupport.parkNanos(due - System.nanoTime());
      }
    }
  }

  /** The statuses after so many have turned, in order; every other one begins down. */
  private StatusReport report(int datacenter, long sequence, long turned) {
    List<Endpoint> watched = endpoints.get(datacenter);
    Map<Endpoint, MemberStatus> now = new HashMap<>();
    for (int i = 0; i < watched.size(); i++) {
      long times = turned / watched.size() + (i < turned % watched.size() ? 1 : 0);
      // Every other one begins down: the half that is up stays a half.
      boolean up = (times + i) % 2 == 0;
      now.put(watched.get(i), new MemberStatus(up, up ? "ok" : "refused"));
    }
    return new StatusReport(keys.get(datacenter), "eu", epoch, sequence, now);
  }
}
