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
 */
public record Datacenter(
    String name, String region, double latitude, double longitude, long capacity) {}
