package gslb.health;

import gslb.zones.Check;
import gslb.zones.Datacenter;
import gslb.zones.Declarations;
import gslb.zones.Member;
import gslb.zones.MinimumHealthy;
import gslb.zones.Monitor;
import gslb.zones.Pool;
import gslb.zones.Quorum;
import gslb.zones.Selection;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small definitions for tests: one pool, whose members are written {@code fra 192.0.2.1}. */
public final class Definitions {

  private Definitions() {}

  /** One pool under the monitor; a member a line, {@code datacenter target [off]}. */
  public static Declarations of(Monitor monitor, String... members) {
    Map<String, Datacenter> datacenters = new LinkedHashMap<>();
    List<Member> pooled = new ArrayList<>();
    for (String line : members) {
      String[] words = line.split(" ");
      datacenters.put(words[0], new Datacenter(words[0], "region-of-" + words[0], 0, 0, 0));
      pooled.add(member("m" + pooled.size(), words[0], words[1], words.length < 3));
    }
    Pool pool =
        new Pool("web", monitor.name(), Selection.WEIGHTED, 1, new MinimumHealthy.Count(1), pooled);
    return new Declarations(
        List.of(),
        datacenters,
        Map.of(monitor.name(), monitor),
        Map.of("web", pool),
        Map.of(),
        List.of(),
        List.of(),
        "");
  }

  /** A TCP monitor named {@code tcp}. */
  public static Monitor tcp(Monitor.Cadence cadence, Quorum quorum, String... vantages) {
    return tcp(9, cadence, quorum, vantages);
  }

  /** A TCP monitor named {@code tcp}, to a port. */
  public static Monitor tcp(int port, Monitor.Cadence cadence, Quorum quorum, String... vantages) {
    return new Monitor(
        "tcp", cadence, quorum, List.of(vantages), Monitor.View.GLOBAL, new Check.Tcp(port));
  }

  /** A monitor of every region's vantages, by majority. */
  public static Monitor monitor(String name, Monitor.Cadence cadence, Check check) {
    return new Monitor(name, cadence, new Quorum.Majority(), List.of(), Monitor.View.GLOBAL, check);
  }

  /** Interval and timeout in milliseconds, rise and fall. */
  public static Monitor.Cadence cadence(int interval, int timeout, int rise, int fall) {
    return new Monitor.Cadence(Duration.ofMillis(interval), Duration.ofMillis(timeout), rise, fall);
  }

  private static Member member(String name, String datacenter, String target, boolean enabled) {
    if (target.endsWith(".")) {
      return new Member(name, datacenter, null, null, target, 1, 0, enabled);
    }
    try {
      InetAddress address = InetAddress.getByName(target);
      return address instanceof Inet4Address v4
          ? new Member(name, datacenter, v4, null, null, 1, 0, enabled)
          : new Member(name, datacenter, null, (Inet6Address) address, null, 1, 0, enabled);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
