package gslb.geo;

import gslb.zones.Datacenter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a datacenter is from a place, for people to read.
 *
 * @param km along a great circle
 */
public record Distance(String datacenter, double km) {

  /** The point distances are measured from: the place's own, else its country's; null = none. */
  public static @Nullable Coordinates from(Place place) {
    return place.coordinates() != null
        ? place.coordinates()
        : CountryCoordinates.of(place.country());
  }

  /** Every datacenter, the nearest first; empty where nobody knows where the place is. */
  public static List<Distance> all(Place place, Collection<Datacenter> datacenters) {
    Coordinates from = from(place);
    List<Distance> distances = new ArrayList<>();
    if (from == null) {
      return distances;
    }
    for (Datacenter datacenter : datacenters) {
      Coordinates to = new Coordinates(datacenter.latitude(), datacenter.longitude());
      distances.add(new Distance(datacenter.name(), from.distanceKm(to)));
    }
    distances.sort(Comparator.comparingDouble(Distance::km).thenComparing(Distance::datacenter));
    return distances;
  }
}
