package gslb.zones;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.Type;

/** Where the DNAMEs of our zones lead (RFC 6672 §2.2). */
record Redirections(Map<Name, DeclaredZone> zones) {

  /** The record of the DNAME that a name stands below; null where none of ours does. */
  @Nullable ZoneRecord above(Name name) {
    for (Name origin = name; ; origin = new Name(origin, 1)) {
      DeclaredZone zone = zones.get(origin);
      if (zone != null) {
        Name cut = zone.cut(name);
        return cut == null || zone.delegates(cut)
            ? null
            : zone.at(cut).getOrDefault(Type.DNAME, List.of()).getFirst();
      }
      if (origin.labels() <= 1) {
        return null;
      }
    }
  }

  /** What a name becomes; null if no DNAME of ours stands above it, or it would be too long. */
  @Nullable Name follow(Name name) {
    ZoneRecord above = above(name);
    try {
      return above == null ? null : name.fromDNAME((DNAMERecord) above.record()).canonicalize();
    } catch (NameTooLongException e) {
      return null; // YXDOMAIN is an end, too
    }
  }
}
