package gslb.server.forecast;

import gslb.zones.Datacenter;
import gslb.zones.Declarations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the datacenters can carry, before and after. */
final class Capacities {
  private final Map<String, Datacenter> before;
  private final Map<String, Datacenter> after;

  Capacities(Declarations before, Declarations after) {
    this.before = before.datacenters();
    this.after = after.datacenters();
  }

  /** A line for each place; declared datacenters first, as they are declared. */
  List<LoadLine> lines(Map<String, Shares> were, Map<String, Shares> are, Shares none) {
    Map<String, Integer> places = new TreeMap<>();
    were.keySet().forEach(place -> places.put(place, 0));
    are.keySet().forEach(place -> places.put(place, 0));
    List<String> order = new ArrayList<>(after.keySet());
    before.keySet().stream().filter(name -> !after.containsKey(name)).forEach(order::add);
    places.keySet().stream().filter(place -> !order.contains(place)).forEach(order::add);
    return order.stream()
        .filter(places::containsKey)
        .map(place -> line(place, were.getOrDefault(place, none), are.getOrDefault(place, none)))
        .toList();
  }

  private LoadLine line(String place, Shares was, Shares is) {
    Map<String, Datacenter> now = after.containsKey(place) ? after : before;
    double then = share(before, place);
    double share = share(now, place);
    return new LoadLine(
        place, capacity(now, place), share, was, is, load(was, then), load(is, share));
  }

  private static @Nullable Shares load(Shares shares, double capacityShare) {
    return capacityShare == 0 ? null : shares.over(capacityShare);
  }

  private static long capacity(Map<String, Datacenter> datacenters, String name) {
    Datacenter datacenter = datacenters.get(name);
    return datacenter == null ? 0 : datacenter.capacity();
  }

  private static double share(Map<String, Datacenter> datacenters, String name) {
    double all = datacenters.values().stream().mapToDouble(Datacenter::capacity).sum();
    return all == 0 ? 0 : capacity(datacenters, name) / all;
  }
}
