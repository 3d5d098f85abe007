package gslb.geo;

import java.time.Instant;

/**
 * A geo database in use.
 *
 * @param name its file's name
 * @param type what it says it is, e.g. {@code GeoLite2-City}
 * @param built when its makers built it
 * @param networks how many networks it lists, IPv4 and IPv6 together
 * @param attribution what it says of its origin; empty where it says nothing
 */
public record DatabaseInfo(
    String name, String type, Instant built, int networks, String attribution) {}
