package gslb.server.differential;

import gslb.zones.Zone;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.RRset;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Questions that zones raise. Names: every owner and its ancestors; around each a sibling that is
 * not there, names below it, the wildcard beside it, a match of a wildcard, other case; at a DNAME
 * names up to and over the longest. Types: those the owner has, the usual ones, ANY and one that
 * nobody has.
 */
final class Questions {
  private static final int[] USUAL = {
    Type.A,
    Type.NS,
    Type.SOA,
    Type.MX,
    Type.TXT,
    Type.CNAME,
    Type.DNAME,
    Type.DS,
    Type.SRV,
    Type.HTTPS,
    Type.ANY,
    65399
  };

  /** Ancestors of an owner, and of a zone's children, around which is asked; of others the name. */
  private static final int NEAR = 3;

  private final Map<String, Asked> names = new LinkedHashMap<>();

  /** A name, in its own case, and the types it is asked for. */
  private record Asked(Name name, Set<Integer> types) {}

  private Questions() {}

  static Stream<Question> about(Collection<Zone> zones) {
    Questions questions = new Questions();
    zones.forEach(questions::add);
    return questions.names.values().stream()
        .flatMap(asked -> asked.types.stream().flatMap(type -> each(asked.name, type)));
  }

  /** Plain and EDNS always, DO and TCP a fixed quarter each. */
  private static Stream<Question> each(Name name, int type) {
    Stream<Mode> modes =
        switch ((name.hashCode() * 31 + type) & 3) {
          case 0 -> Stream.of(Mode.PLAIN, Mode.EDNS, Mode.TCP);
          case 1 -> Stream.of(Mode.PLAIN, Mode.EDNS, Mode.DNSSEC_OK);
          default -> Stream.of(Mode.PLAIN, Mode.EDNS);
        };
    return modes.map(mode -> new Question(name, type, mode));
  }

  private void add(Zone zone) {
    NavigableMap<Name, Set<Integer>> present = new TreeMap<>();
    for (RRset rrset : zone.rrsets()) {
      present.computeIfAbsent(rrset.getName(), _ -> new TreeSet<>()).add(rrset.getType());
      if (rrset.first() instanceof DNAMERecord dname) {
        belowTooLong(dname);
      }
    }
    present.forEach((owner, types) -> {
      ask(owner.toString().toUpperCase(Locale.ROOT), types);
      matches(owner, types);
      int depth = owner.labels() - zone.origin().labels();
      for (int up = 0; up <= depth; up++) {
        Name at = new Name(owner, up);
        ask(at.toString(), types);
        if (up < NEAR || depth - up < NEAR) {
          ask(below("zz-miss", at), types);
          ask(below("x.zz-miss", at), types);
          ask(below("*", at), types);
        }
      }
    });
  }

  /** Names an owner with asterisks matches, if it does. */
  private void matches(Name owner, Set<Integer> types) {
    String text = "." + owner;
    if (text.contains(".*.")) {
      ask(text.replace(".*", ".match").substring(1), types);
      ask(text.replace(".*", ".deep.match").substring(1), types);
    }
  }

  /** Names below a DNAME that become 250 to 260 bytes long, as far as they are names themselves. */
  private void belowTooLong(DNAMERecord dname) {
    int room = 255 - dname.getTarget().length();
    for (int prefix = Math.max(2, room - 5); prefix <= room + 5; prefix++) {
      StringBuilder labels = new StringBuilder();
      for (int left = prefix; left > 1; left -= 64) {
        labels.append("k".repeat(Math.min(63, left - 1))).append('.');
      }
      ask(labels.toString() + dname.getName(), Set.of(Type.DNAME));
    }
  }

  private static String below(String labels, Name name) {
    return name.equals(Name.root) ? labels + "." : labels + "." + name;
  }

  private void ask(String text, Set<Integer> types) {
    try {
      Name name = Name.fromString(text, Name.root);
      Asked asked = names.computeIfAbsent(text, _ -> new Asked(name, new TreeSet<>()));
      asked.types.addAll(types);
      for (int type : USUAL) {
        asked.types.add(type);
      }
    } catch (TextParseException e) {
      if (!(e.getCause() instanceof NameTooLongException) && text.length() < 255) {
        throw new IllegalArgumentException(text, e);
      } // else no name at all: nobody can ask for it
    }
  }
}
