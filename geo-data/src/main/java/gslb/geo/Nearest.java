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
   * Datacenters that are no farther than this beyond the nearest of them, in km or in parts of the
   * distance, whichever is more, count as equally near and go by name. Which of two is some km
   * nearer says nothing of the network, and where many networks are about as far from both, each
   * small move of a place would turn their order. The parts see to it that from afar, two in one
   * corner of the world are never told apart.
   */
  static final double TIE_KM = 50;

  /** As above. */
  static final double TIE_PART = 0.05;

  private record Distance(String name, double km) {}

  private final List<Datacenter> datacenters;

  Nearest(Collection<Datacenter> datacenters) {
    this.datacenters = List.copyOf(datacenters);
  }

  /** Where a place is: its own coordinates or its country's; null where neither are known. */
  static @Nullable Coordinates point(Place place) {
    return place.coordinates() != null
        ? place.coordinates()
        : CountryCoordinates.of(place.country());
  }

  /** All of them, the nearest first. */
  List<String> order(Coordinates from) {
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
      while (end < distances.size() && distances.get(end).km <= reach(distances.get(first).km)) {
        end++;
      }
      distances.subList(first, end).stream().map(Distance::name).sorted().forEach(order::add);
      first = end;
    }
    return order;
  }

  private static double reach(double km) {
    return km + Math.max(TIE_KM, TIE_PART * km);
  }
}
