package gslb.zones;

import gslb.zones.problem.Position;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Type;

/**
 * A zone that is right in itself, for the checks across files. The positions of its records are
 * most of what reading it takes and are wanted only where something is wrong: then the file is read
 * once more.
 */
final class CheckedZone {

  private final Zone zone;
  private final Position start;
  private final Supplier<DeclaredZone> reader;
  private @Nullable DeclaredZone declared;

  /**
   * A zone.
   *
   * @param start where problems of the whole zone are told
   * @param reader reads its file again
   */
  CheckedZone(Zone zone, Position start, Supplier<DeclaredZone> reader) {
    this.zone = zone;
    this.start = start;
    this.reader = reader;
  }

  Zone zone() {
    return zone;
  }

  Position start() {
    return start;
  }

  /** The types a name has; empty where there is none. */
  Set<Integer> types(Name owner) {
    Set<Integer> types = new HashSet<>();
    for (RRset rrset : zone.at(owner)) {
      types.add(rrset.getType());
    }
    return types;
  }

  /** Whether a {@link Zone#cut} is a delegation, not a DNAME. */
  boolean delegates(Name cut) {
    return !cut.equals(zone.origin()) && zone.at(cut, Type.NS) != null;
  }

  /** Every owner as text. */
  List<String> owners() {
    return declared().owners().keySet().stream().map(Name::toString).toList();
  }

  /** Where the first record of an RRset stands. */
  Position position(Name owner, int type) {
    Map<Integer, List<ZoneRecord>> types = declared().at(owner);
    List<ZoneRecord> records = types.getOrDefault(type, List.of());
    return records.isEmpty() ? start : records.getFirst().owner();
  }

  private DeclaredZone declared() {
    DeclaredZone read = declared == null ? reader.get() : declared;
    declared = read;
    return read;
  }
}
