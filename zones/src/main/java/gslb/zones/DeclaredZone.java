package gslb.zones;

import gslb.zones.problem.Position;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Type;

/**
 * A zone of a file, by owner name and type, with the positions the checks need.
 *
 * @param origin canonical
 * @param start where problems of the whole zone are told
 */
record DeclaredZone(Name origin, Position start, Map<Name, Map<Integer, List<ZoneRecord>>> owners) {

  /** Sorts a file's records by owner name and type. */
  static DeclaredZone of(Name origin, Position start, List<ZoneRecord> records) {
    Map<Name, Map<Integer, List<ZoneRecord>>> owners = new LinkedHashMap<>();
    for (ZoneRecord record : records) {
      owners
          .computeIfAbsent(record.record().getName(), name -> new LinkedHashMap<>())
          .computeIfAbsent(record.record().getType(), type -> new ArrayList<>())
          .add(record);
    }
    return new DeclaredZone(origin, start, owners);
  }

  /** The records of a name, by type; empty where there are none. */
  Map<Integer, List<ZoneRecord>> at(Name owner) {
    return owners.getOrDefault(owner, Map.of());
  }

  /**
   * The name at which a name leaves this zone's data: the highest delegation at or above it, or the
   * highest DNAME above it; null where it is ours.
   */
  @Nullable Name cut(Name name) {
    Name cut = null;
    int above = name.labels() - origin.labels();
    for (int labels = 0; labels < above; labels++) { // from the name itself up to below the apex
      Name ancestor = labels == 0 ? name : new Name(name, labels);
      Map<Integer, List<ZoneRecord>> data = at(ancestor);
      if (data.containsKey(Type.NS) || (labels > 0 && data.containsKey(Type.DNAME))) {
        cut = ancestor;
      }
    }
    return cut == null && !name.equals(origin) && at(origin).containsKey(Type.DNAME) ? origin : cut;
  }

  /** Whether a {@link #cut} is a delegation, not a DNAME. */
  boolean delegates(Name cut) {
    return !cut.equals(origin) && at(cut).containsKey(Type.NS);
  }

  /** Every name that exists: owners and the empty non-terminals above them (RFC 4592 §2.2.2). */
  Set<Name> existing() {
    Set<Name> names = new HashSet<>();
    for (Name owner : owners.keySet()) {
      Name name = owner;
      while (names.add(name) && !name.equals(origin) && name.labels() > 1) {
        name = new Name(name, 1);
      }
    }
    return names;
  }

  /** The zone as the model has it. Call it only after the checks: an RRset has one TTL. */
  Zone zone() {
    List<RRset> rrsets = new ArrayList<>();
    owners.forEach((owner, types) ->
        types.forEach((type, records) -> {
          RRset rrset = new RRset();
          records.forEach(record -> rrset.addRR(record.record()));
          rrsets.add(rrset);
        }));
    return new Zone(origin, rrsets);
  }
}
