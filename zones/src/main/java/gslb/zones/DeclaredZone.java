package gslb.zones;

import gslb.zones.problem.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Type;

/**
 * A zone on its way from its file, by owner name and type, with the positions the checks need.
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

  /** See {@link Zone#cut}. */
  @Nullable Name cut(Name name) {
    return ZoneCut.above(name, origin, (owner, type) -> at(owner).containsKey(type));
  }

  /** Whether a {@link #cut} is a delegation, not a DNAME. */
  boolean delegates(Name cut) {
    return !cut.equals(origin) && at(cut).containsKey(Type.NS);
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
