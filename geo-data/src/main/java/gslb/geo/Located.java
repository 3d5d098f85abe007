package gslb.geo;

import gslb.zones.Prefix;
import java.util.List;

/**
 * What the databases say of one address, for people to read.
 *
 * @param place what is known
 * @param network the largest network around the address of which the same is known; an IPv4 network
 *     where IPv4 is embedded in IPv6 (S-5)
 * @param databases names of those that know something of it, in the order they are asked
 */
public record Located(Place place, Prefix network, List<String> databases) {
  public Located {
    databases = List.copyOf(databases);
  }
}
