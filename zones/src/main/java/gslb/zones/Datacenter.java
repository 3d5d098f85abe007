package gslb.zones;

/**
 * Where members live.
 *
 * @param name the word maps, rules and members use for it
 * @param region the part of the operator's world it sits in; vantages and servers sit in regions
 *     too
 * @param latitude degrees north, -90..90
 * @param longitude degrees east, -180..180
 * @param capacity how much it can carry, in the operator's free unit; 0 = not declared
 * @param target the share of its capacity in percent up to which it is to be loaded, 1..100
 */
public record Datacenter(
    String name, String region, double latitude, double longitude, long capacity, int target) {

  /** What {@code target} is where it is not written. */
  public static final int USUAL_TARGET = 80;

  /** With the usual target. */
  public Datacenter(String name, String region, double latitude, double longitude, long capacity) {
    this(name, region, latitude, longitude, capacity, USUAL_TARGET);
  }
}
