package gslb.zones;

import java.util.List;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;

/**
 * A zone as its file says, steering apart.
 *
 * @param origin the apex
 * @param rrsets every RRset of the file, among them exactly one SOA and one NS set at the origin,
 *     owners inside the zone, one TTL each
 */
public record Zone(Name origin, List<RRset> rrsets) {
  public Zone {
    rrsets = List.copyOf(rrsets);
  }
}
