package gslb.zones;

import gslb.zones.problem.Position;
import gslb.zones.problem.Problems;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Checks a zone on its own, steering apart. */
final class ZoneChecks {

  private final DeclaredZone zone;
  private final Problems problems;

  private ZoneChecks(DeclaredZone zone, Problems problems) {
    this.zone = zone;
    this.problems = problems;
  }

  /** Sorts the records of a file, checks them, and gives the zone without what is superfluous. */
  static DeclaredZone check(
      Name origin, Position start, List<ZoneRecord> records, Problems problems) {
    List<ZoneRecord> inside = new ArrayList<>();
    for (ZoneRecord record : records) {
      if (record.record().getName().subdomain(origin)) {
        inside.add(record);
      } else {
        problems.error(
            record.owner(),
            "the owner name " + record.record().getName() + " is not in the zone " + origin);
      }
    }
    ZoneChecks checks = new ZoneChecks(DeclaredZone.of(origin, start, inside), problems);
    checks.apex();
    checks.zone.owners().forEach(checks::owner);
    return checks.zone;
  }

  /** Whether records of the type stand in a signed zone alone. */
  static boolean isOfSignedZone(int type) {
    return switch (type) {
      case Type.RRSIG, Type.SIG, Type.NSEC, Type.NXT, Type.NSEC3, Type.NSEC3PARAM -> true;
      default -> false;
    };
  }

  private void apex() {
    Map<Integer, List<ZoneRecord>> apex = zone.at(zone.origin());
    List<ZoneRecord> soa = apex.get(Type.SOA);
    if (soa == null) {
      problems.error(zone.start(), "the zone " + zone.origin() + " has no SOA record at its apex");
    } else if (soa.size() > 1) {
      problems.error(
          soa.get(1).owner(), "a second SOA record, the first is at " + soa.getFirst().owner());
    }
    if (!apex.containsKey(Type.NS)) {
      problems.error(zone.start(), "the zone " + zone.origin() + " has no NS record at its apex");
    }
  }

  private void owner(Name owner, Map<Integer, List<ZoneRecord>> types) {
    alias(owner, types);
    redirection(owner, withoutDuplicates(types.getOrDefault(Type.DNAME, List.of())));
    Name cut = zone.cut(owner);
    types.replaceAll((type, records) -> level(withoutDuplicates(records)));
    types.forEach((type, records) -> {
      if (type == Type.SOA && !owner.equals(zone.origin())) {
        problems.error(
            records.getFirst().owner(),
            "an SOA record at " + owner + ", which is not the apex " + zone.origin());
      }
      if (cut != null && !owner.equals(zone.origin())) {
        if (zone.delegates(cut)) {
          belowCut(owner, cut, type, records.getFirst());
        } else {
          belowRedirection(owner, cut, type, records.getFirst());
        }
      }
      wildcard(owner, type, records.getFirst());
      records.forEach(this::target);
    });
  }

  /** RFC 6672 §2.4: nothing stands below a DNAME, and it stands alone of its type. */
  private void redirection(Name owner, List<ZoneRecord> dnames) {
    if (dnames.size() > 1) {
      problems.error(
          dnames.get(1).owner(),
          "a second DNAME record at " + owner + ", the first is at " + dnames.getFirst().owner());
    }
  }

  private void belowRedirection(Name owner, Name dname, int type, ZoneRecord record) {
    problems.error(
        record.owner(), owner + " " + Type.string(type) + " stands below the DNAME " + dname);
  }

  /** RFC 4592 §4.2, RFC 6672 §3.3: what these mean at a wildcard nobody can rely on. */
  private void wildcard(Name owner, int type, ZoneRecord record) {
    if (owner.isWild() && (type == Type.NS || type == Type.DNAME)) {
      problems.warning(
          record.owner(),
          "servers differ on what "
              + Type.string(type)
              + " means at the wildcard "
              + owner
              + ", expected it at names of their own");
    }
  }

  /** RFC 1034 §3.6.2, RFC 2181 §10.1: an alias is alone at its name. */
  private void alias(Name owner, Map<Integer, List<ZoneRecord>> types) {
    List<ZoneRecord> cnames = withoutDuplicates(types.getOrDefault(Type.CNAME, List.of()));
    if (cnames.isEmpty()) {
      return;
    }
    if (cnames.size() > 1) {
      problems.error(
          cnames.get(1).owner(),
          "a second CNAME record at " + owner + ", the first is at " + cnames.getFirst().owner());
    }
    types.forEach((type, records) -> {
      if (type != Type.CNAME) {
        problems.error(
            cnames.getFirst().owner(),
            owner
                + " has a CNAME record beside "
                + Type.string(type)
                + " at "
                + records.getFirst().owner());
      }
    });
  }

  private static List<ZoneRecord> withoutDuplicates(List<ZoneRecord> records) {
    if (records.size() < 2) {
      return records;
    }
    Map<Record, ZoneRecord> distinct = new LinkedHashMap<>();
    records.forEach(record -> distinct.putIfAbsent(record.record(), record));
    return new ArrayList<>(distinct.values());
  }

  /** RFC 2181 §5.2: one TTL an RRset; the lowest is kept, so nothing is cached for too long. */
  private List<ZoneRecord> level(List<ZoneRecord> records) {
    long lowest = records.stream().mapToLong(record -> record.record().getTTL()).min().orElse(0);
    List<ZoneRecord> level = new ArrayList<>();
    boolean told = false;
    for (ZoneRecord record : records) {
      if (record.record().getTTL() == lowest) {
        level.add(record);
        continue;
      }
      if (!told) {
        told = true;
        problems.warning(
            record.owner(),
            "the "
                + Type.string(record.record().getType())
                + " records of "
                + record.record().getName()
                + " have several TTLs; the lowest, "
                + lowest
                + ", is taken for all");
      }
      level.add(new ZoneRecord(withTtl(record.record(), lowest), record.owner(), record.data()));
    }
    return level;
  }

  private static Record withTtl(Record record, long ttl) {
    byte[] wire = record.toWire(Section.ANSWER); // owner, type, class, TTL, ...
    ByteBuffer.wrap(wire).putInt(record.getName().length() + 4, (int) ttl);
    try {
      return Record.fromWire(wire, Section.ANSWER);
    } catch (IOException e) {
      throw new AssertionError(e); // these bytes were a record a line ago
    }
  }

  /** What may stand at a delegation is NS, DS and glue; below it only glue (RFC 1034 §4.2.1). */
  private void belowCut(Name owner, Name cut, int type, ZoneRecord record) {
    boolean atCut = owner.equals(cut);
    boolean glue = (type == Type.A || type == Type.AAAA) && isNameServerOf(cut, owner);
    boolean delegation = atCut && (type == Type.NS || type == Type.DS);
    if (!glue && !delegation) {
      problems.warning(
          record.owner(),
          owner
              + " "
              + Type.string(type)
              + " is never answered: "
              + cut
              + " leaves the zone, and this is no glue of it");
    }
  }

  private boolean isNameServerOf(Name cut, Name owner) {
    return zone.at(cut).getOrDefault(Type.NS, List.of()).stream()
        .anyMatch(ns -> ns.record() instanceof NSRecord server && server.getTarget().equals(owner));
  }

  private void target(ZoneRecord record) {
    Name target = target(record.record());
    if (target == null || !target.subdomain(zone.origin())) {
      return;
    }
    Map<Integer, List<ZoneRecord>> data = zone.at(target);
    String type = Type.string(record.record().getType());
    if (data.containsKey(Type.CNAME)) { // RFC 2181 §10.3, RFC 2782
      problems.warning(
          record.data(), "the " + type + " target " + target + " is an alias, expected addresses");
    }
    if (record.record() instanceof NSRecord
        && !data.containsKey(Type.CNAME)
        && !data.containsKey(Type.A)
        && !data.containsKey(Type.AAAA)
        && needsAddress(record.record().getName(), target)) {
      problems.warning(record.data(), "the name server " + target + " has no address in the zone");
    }
  }

  /** An address of ours: in our own data, or glue below the cut it serves. */
  private boolean needsAddress(Name delegated, Name target) {
    Name cut = zone.cut(target);
    return cut == null || target.subdomain(delegated);
  }

  private static @Nullable Name target(Record record) {
    return switch (record) {
      case NSRecord ns -> ns.getTarget();
      case MXRecord mx -> mx.getTarget();
      case SRVRecord srv -> srv.getTarget();
      default -> null; // the library's Record is not sealed
    };
  }
}
