package gslb.zones;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

/**
 * A zone as its file says, steering apart. Holds its records packed, and unpacks what is asked for.
 */
public final class Zone {
  private static final PackedRRsets.Row NOWHERE = new PackedRRsets.Row(0, 0);

  private final Name origin;
  private final PackedRRsets rrsets;

  /**
   * A zone.
   *
   * @param origin the apex, canonical
   * @param rrsets every RRset, among them exactly one SOA and one NS set at the origin, owners
   *     inside the zone, one TTL each
   */
  public Zone(Name origin, List<RRset> rrsets) {
    this.origin = origin;
    this.rrsets = PackedRRsets.of(origin, rrsets);
  }

  /** The apex, canonical. */
  public Name origin() {
    return origin;
  }

  /** Every RRset, by owner in canonical order: parents come before their children. */
  public List<RRset> rrsets() {
    return rrsets;
  }

  /** The RRsets of a name; empty where there are none. */
  public List<RRset> at(Name owner) {
    PackedRRsets.Row row = rrsets.of(owner);
    List<RRset> found = new ArrayList<>(row.end() - row.first());
    for (int i = row.first(); i < row.end(); i++) {
      found.add(rrsets.get(i));
    }
    return found;
  }

  /** The RRset of a name and type; null where there is none. */
  public @Nullable RRset at(Name owner, int type) {
    PackedRRsets.Row row = rrsets.has(type) ? rrsets.of(owner) : NOWHERE;
    for (int i = row.first(); i < row.end(); i++) {
      if (rrsets.type(i) == type) {
        return rrsets.get(i);
      }
    }
    return null;
  }

  /** Whether a name exists: an owner, or an empty non-terminal above one (RFC 4592 §2.2.2). */
  boolean exists(Name name) {
    PackedRRsets.Row row = rrsets.of(name);
    int next = row.end();
    return next > row.first() || (next < rrsets.size() && rrsets.owner(next).subdomain(name));
  }

  /** Whether any of its names has the type. */
  boolean has(int type) {
    return rrsets.has(type);
  }

  /** Every RRset of a type. */
  List<RRset> ofType(int type) {
    List<RRset> found = new ArrayList<>();
    for (int i = 0; rrsets.has(type) && i < rrsets.size(); i++) {
      if (rrsets.type(i) == type) {
        found.add(rrsets.get(i));
      }
    }
    return found;
  }

  /**
   * The name at which a name leaves this zone's data: the highest delegation at or above it, or the
   * highest DNAME above it; null where it is ours.
   */
  @Nullable Name cut(Name name) {
    return ZoneCut.above(name, origin, (owner, type) -> at(owner, type) != null);
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
