package gslb.zones;

import gslb.zones.problem.Position;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Type;

/** Where the DNAMEs of our zones lead (RFC 6672 §2.2). */
record Redirections(Map<Name, CheckedZone> zones) {

  /** A DNAME and the zone it stands in. */
  record Redirection(DNAMERecord record, CheckedZone zone) {
    Name owner() {
      return record.getName();
    }

    Position position() {
      return zone.position(owner(), Type.DNAME);
    }
  }

  /** The DNAME that a name stands below; null where none of ours does. */
  @Nullable Redirection above(Name name) {
    for (Name origin = name; ; origin = new Name(origin, 1)) {
      CheckedZone zone = zones.get(origin);
      if (zone != null) {
        if (!zone.zone().has(Type.DNAME)) { // nearly always
          return null;
        }
        Name cut = zone.zone().cut(name);
        RRset dname = cut == null || zone.delegates(cut) ? null : zone.zone().at(cut, Type.DNAME);
        return dname == null ? null : new Redirection((DNAMERecord) dname.first(), zone);
      }
      if (origin.labels() <= 1) {
        return null;
      }
    }
  }

  /** What a name becomes; null if no DNAME of ours stands above it, or it would be too long. */
  @Nullable Name follow(Name name) {
    Redirection above = above(name);
    try {
      return above == null ? null : name.fromDNAME(above.record()).canonicalize();
    } catch (NameTooLongException e) {
      return null; // YXDOMAIN is an end, too
    }
  }
}
