package gslb.zones;

import gslb.zones.Redirections.Redirection;
import gslb.zones.problem.Problems;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Type;

/**
 * Finds DNAMEs of our own that lead back to below themselves, so that no name there is ever
 * answered (RFC 6672 §2.2). A warning: such a zone is whole, and other servers serve it.
 */
final class RedirectionLoops {
  private static final Name ANY = Name.fromConstantString("any");

  private final Map<Name, CheckedZone> zones;
  private final Redirections redirections;
  private final Problems problems;
  private final Set<Name> done = new HashSet<>();

  RedirectionLoops(Map<Name, CheckedZone> zones, Problems problems) {
    this.zones = zones;
    this.redirections = new Redirections(zones);
    this.problems = problems;
  }

  void check() {
    for (CheckedZone zone : zones.values()) {
      for (RRset dnames : zone.zone().ofType(Type.DNAME)) {
        dnames.rrs(false).forEach(dname -> follow(new Redirection((DNAMERecord) dname, zone)));
      }
    }
  }

  private void follow(Redirection start) {
    SequencedSet<Name> way = new LinkedHashSet<>();
    Redirection dname = start;
    while (dname != null && done.add(dname.owner())) {
      way.add(dname.owner());
      dname = next(dname);
    }
    if (dname != null && way.contains(dname.owner())) {
      tell(List.copyOf(way), dname);
    }
  }

  /** The DNAME that stands above what is redirected by this one. */
  private @Nullable Redirection next(Redirection dname) {
    try {
      Name target = dname.record().getTarget();
      return redirections.above(Name.concatenate(ANY, target).canonicalize());
    } catch (NameTooLongException e) {
      return null; // YXDOMAIN for every name
    }
  }

  private void tell(List<Name> way, Redirection again) {
    Name first = again.owner();
    String loop =
        Stream.concat(way.subList(way.indexOf(first), way.size()).stream(), Stream.of(first))
            .map(Name::toString)
            .collect(Collectors.joining(" -> "));
    problems.warning(again.position(), "a DNAME loop, nothing below it is answered: " + loop);
  }
}
