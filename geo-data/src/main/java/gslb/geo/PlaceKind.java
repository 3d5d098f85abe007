package gslb.geo;

import gslb.zones.PlaceCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules and maps of a generation can tell of a place. Places that none of them tells from
 * each other are of one kind.
 *
 * @param code the smallest place around it that any of them lists; null = none
 * @param asn its autonomous system, if any of them lists it
 * @param nearest datacenters, the nearest first, as many as any of them asks for; null = the place
 *     has no coordinates, or nobody asks
 */
record PlaceKind(@Nullable PlaceCode code, @Nullable Long asn, @Nullable List<String> nearest) {}
