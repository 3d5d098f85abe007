package gslb.server.forecast;

import gslb.zones.AnswerType;
import gslb.zones.Declarations;
import gslb.zones.Zone;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** What zone files say before and after. */
final class StaticData {
  private final Map<Name, Zone> before;
  private final Map<Name, Zone> after;

  StaticData(Declarations before, Declarations after) {
    this.before = byOrigin(before);
    this.after = byOrigin(after);
  }

  private static Map<Name, Zone> byOrigin(Declarations declarations) {
    Map<Name, Zone> zones = new HashMap<>();
    declarations.zones().forEach(zone -> zones.put(zone.origin(), zone));
    return zones;
  }

  /** Where a client of a name ends that is not steered for the type. */
  Stand before(String owner, AnswerType type) {
    return unsteered(before, owner, type);
  }

  /** Likewise. */
  Stand after(String owner, AnswerType type) {
    return unsteered(after, owner, type);
  }

  private static Stand unsteered(Map<Name, Zone> zones, String owner, AnswerType type) {
    Name name = name(owner);
    for (int skipped = 0; skipped < name.labels(); skipped++) {
      Zone zone = zones.get(skipped == 0 ? name : new Name(name, skipped));
      if (zone != null) {
        boolean has = zone.at(name, type.code()) != null || zone.at(name, Type.CNAME) != null;
        return has ? Stand.ZONE_FILE : Stand.NOTHING;
      }
    }
    return Stand.NOTHING;
  }

  private static Name name(String owner) {
    try {
      return Name.fromString(owner);
    } catch (TextParseException e) {
      throw new IllegalArgumentException(owner, e); // an owner was read as a name before
    }
  }

  /** Zones of which each side has its own, compared record by record. */
  RecordChanges changes() {
    List<String> added = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    List<String> zonesAdded = new ArrayList<>();
    List<String> zonesRemoved = new ArrayList<>();
    TreeSet<Name> origins = new TreeSet<>(before.keySet());
    origins.addAll(after.keySet());
    for (Name origin : origins) {
      Zone old = before.get(origin);
      Zone now = after.get(origin);
      if (old == null) {
        zonesAdded.add(origin.toString());
      } else if (now == null) {
        zonesRemoved.add(origin.toString());
      } else if (old != now) {
        compare(old, now, added, removed, changed);
      }
    }
    return new RecordChanges(added, removed, changed, zonesAdded, zonesRemoved);
  }

  private static void compare(
      Zone old, Zone now, List<String> added, List<String> removed, List<String> changed) {
    for (RRset rrset : now.rrsets()) {
      RRset was = old.at(rrset.getName(), rrset.getType());
      if (was == null) {
        added.add(text(rrset));
      } else if (!same(was, rrset)) {
        changed.add(text(rrset));
      }
    }
    for (RRset rrset : old.rrsets()) {
      if (now.at(rrset.getName(), rrset.getType()) == null) {
        removed.add(text(rrset));
      }
    }
  }

  /** In whatever order. */
  private static boolean same(RRset one, RRset other) {
    return one.getTTL() == other.getTTL()
        && new TreeSet<>(one.rrs(false)).equals(new TreeSet<>(other.rrs(false)));
  }

  private static String text(RRset rrset) {
    return rrset.getName() + " " + Type.string(rrset.getType());
  }
}
