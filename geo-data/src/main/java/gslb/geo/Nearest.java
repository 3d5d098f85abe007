package gslb.geo;

import gslb.zones.Datacenter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Datacenters by great-circle distance from a client's place. */
final class Nearest {
  /**
   * Datacenters no farther apart than this, seen from the client, count as equally near and go by
   * name: which of two in one city is some km nearer says nothing of the network, and every small
   * move of a place would turn their order.
   */
  static final double TIE_KM = 25;

  private record Distance(String name, double km) {}

  private final List<Datacenter> datacenters;

  Nearest(Collection<Datacenter> datacenters) {
    this.datacenters = List.copyOf(datacenters);
  }

  /** All of them, the nearest first; null where neither place nor country has coordinates. */
  @Nullable List<String> order(Place place) {
    Coordinates from =
        place.coordinates() != null ? place.coordinates() : CountryCoordinates.of(place.country());
    if (from == null) {
      return null;
    }
    List<Distance> distances = new ArrayList<>();
    for (Datacenter datacenter : datacenters) {
      Coordinates to = new Coordinates(datacenter.latitude(), datacenter.longitude());
      distances.add(new Distance(datacenter.name(), from.distanceKm(to)));
    }
    distances.sort(Comparator.comparingDouble(Distance::km));
    List<String> order = new ArrayList<>();
    int first = 0;
    while (first < distances.size()) {
      int end = first;
      while (end < distances.size() && distances.get(end).km - distances.get(first).km <= TIE_KM) {
        end++;
      }
      distances.subList(first, end).stream().map(Distance::name).sorted().forEach(order::add);
      first = end;
    }
    return order;
  }
}
