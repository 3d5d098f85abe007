package gslb.zones;

import java.util.List;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

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

  /** Its SOA. */
  public SOARecord soa() {
    return rrsets.stream()
        .filter(rrset -> rrset.getType() == Type.SOA)
        .map(rrset -> (SOARecord) rrset.first())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(origin + " has no SOA"));
  }
}
