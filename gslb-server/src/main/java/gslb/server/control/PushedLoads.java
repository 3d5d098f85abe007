package gslb.server.control;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Loads that somebody told the admin address, each good for a while. */
public final class PushedLoads {
  private final ConcurrentMap<String, Pushed> byDatacenter = new ConcurrentHashMap<>();

  private record Pushed(double load, long nanos, Duration lifetime) {
    boolean holds(long nowNanos) {
      return nowNanos - nanos < lifetime.toNanos();
    }
  }

  /**
   * Takes a load in; it beats what checks tell of the datacenter while it holds.
   *
   * @param load 0 or more, in the unit of the datacenters' capacities
   * @param nowNanos of a monotonic clock
   */
  void push(String datacenter, double load, Duration lifetime, long nowNanos) {
    byDatacenter.put(datacenter, new Pushed(load, nowNanos, lifetime));
  }

  /** Those that still hold, by datacenter. */
  Map<String, Double> at(long nowNanos) {
    Map<String, Double> loads = new HashMap<>();
    byDatacenter.forEach((datacenter, pushed) -> {
      if (pushed.holds(nowNanos)) {
        loads.put(datacenter, pushed.load());
      }
    });
    return loads;
  }
}
