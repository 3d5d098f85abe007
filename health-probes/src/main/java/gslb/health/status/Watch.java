package gslb.health.status;

import gslb.zones.AnswerType;
import gslb.zones.Check;
import gslb.zones.Declarations;
import gslb.zones.Member;
import gslb.zones.Monitor;
import gslb.zones.Pool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An endpoint the definitions want watched. Prober and judge walk the same list, so neither knows
 * an endpoint the other does not.
 *
 * @param endpoint what is probed
 * @param monitor how
 * @param datacenter where its first member in file order lives; it is reported under that key
 */
public record Watch(Endpoint endpoint, Monitor monitor, String datacenter) {

  /**
   * Every endpoint of every enabled member, each once, in file order. Members with {@code enabled:
   * false} are left out: no verdict can bring them into an answer.
   */
  public static List<Watch> of(Declarations declarations) {
    Map<Endpoint, Watch> watches = new LinkedHashMap<>();
    for (Pool pool : declarations.pools().values()) {
      Monitor monitor = declarations.monitors().get(pool.monitor());
      if (monitor == null) {
        throw new IllegalArgumentException("pool " + pool.name() + ": no monitor");
      }
      for (Member member : pool.members()) {
        for (AnswerType type : AnswerType.values()) {
          Endpoint endpoint = Endpoint.of(pool, member, type);
          if (endpoint != null && member.enabled()) {
            watches.putIfAbsent(endpoint, new Watch(endpoint, monitor, member.datacenter()));
          }
        }
      }
    }
    return List.copyOf(watches.values());
  }

  /** Whether the vantage of a region is to look: none is where nothing is checked. */
  public boolean watchedFrom(String region) {
    return monitor.checks()
        && (monitor.vantages().isEmpty() || monitor.vantages().contains(region));
  }

  /**
   * What is probed for it: the endpoint itself or, of a composite, the same target by each part.
   */
  public List<Watch> probed() {
    return switch (monitor.check()) {
      case Check.Composite(int _, List<Monitor> parts) ->
          parts.stream().flatMap(part -> by(part).probed().stream()).toList();
      case Check.Http _,
          Check.Tcp _,
          Check.Tls _,
          Check.Dns _,
          Check.Grpc _,
          Check.Icmp _,
          Check.Command _ ->
          List.of(this);
      case Check.None _ -> List.of();
    };
  }

  /** The same target under a part of the monitor. */
  public Watch by(Monitor part) {
    return new Watch(new Endpoint(part.name(), endpoint.target()), part, datacenter);
  }
}
