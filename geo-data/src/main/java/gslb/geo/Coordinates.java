package gslb.geo;

/**
 * A point on the earth.
 *
 * @param latitude degrees north, -90..90
 * @param longitude degrees east, -180..180
 */
public record Coordinates(double latitude, double longitude) {
  private static final double EARTH_RADIUS_KM = 6371.0088; // mean radius, IUGG

  public Coordinates {
    if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
      throw new IllegalArgumentException("no point on earth: " + latitude + ", " + longitude);
    }
  }

  /** Great-circle distance in km, by the haversine formula. */
  public double distanceKm(Coordinates other) {
    double phi = Math.toRadians(latitude);
    double otherPhi = Math.toRadians(other.latitude);
    double sinHalfNorth = Math.sin((otherPhi - phi) / 2);
    double sinHalfEast = Math.sin(Math.toRadians(other.longitude - longitude) / 2);
    double haversine =
        sinHalfNorth * sinHalfNorth
            + Math.cos(phi) * Math.cos(otherPhi) * sinHalfEast * sinHalfEast;
    return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(haversine)));
  }
}
