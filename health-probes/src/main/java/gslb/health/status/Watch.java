package gslb.health.status;

import gslb.zones.AnswerType;
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

  /** Whether the vantages of a region are to look: they are not where nothing is checked. */
  public boolean watchedFrom(String region) {
    return !(monitor instanceof Monitor.None)
        && (monitor.vantages().isEmpty() || monitor.vantages().contains(region));
  }
}
