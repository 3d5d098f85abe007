package gslb.server.forecast;

import gslb.zones.Prefix;

/**
 * A network of which clients move.
 *
 * @param share how many, 0..1
 * @param move where most of them go
 * @param located whether the databases know its country or continent, so that it is counted
 */
public record MovedNetwork(Prefix network, double share, Move move, boolean located) {}
