package gslb.zones;

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
import org.xbill.DNS.Type;

/**
 * Finds DNAMEs of our own that lead back to below themselves, so that no name there is ever
 * answered (RFC 6672 §2.2). A warning: such a zone is whole, and other servers serve it.
 */
final class RedirectionLoops {
  private static final Name ANY = Name.fromConstantString("any");

  private final Map<Name, DeclaredZone> zones;
  private final Redirections redirections;
  private final Problems problems;
  private final Set<Name> done = new HashSet<>();

  RedirectionLoops(Map<Name, DeclaredZone> zones, Problems problems) {
    this.zones = zones;
    this.redirections = new Redirections(zones);
    this.problems = problems;
  }

  void check() {
    zones
        .values()
        .forEach(zone ->
            zone.owners()
                .values()
                .forEach(types -> types.getOrDefault(Type.DNAME, List.of()).forEach(this::follow)));
  }

  private void follow(ZoneRecord start) {
    SequencedSet<Name> way = new LinkedHashSet<>();
    ZoneRecord dname = start;
    while (dname != null && done.add(dname.record().getName())) {
      way.add(dname.record().getName());
      dname = next(dname);
    }
    if (dname != null && way.contains(dname.record().getName())) {
      tell(List.copyOf(way), dname);
    }
  }

  /** The DNAME that stands above what is redirected by this one. */
  private @Nullable ZoneRecord next(ZoneRecord dname) {
    try {
      Name target = ((DNAMERecord) dname.record()).getTarget();
      return redirections.above(Name.concatenate(ANY, target).canonicalize());
    } catch (NameTooLongException e) {
      return null; // YXDOMAIN for every name
    }
  }

  private void tell(List<Name> way, ZoneRecord again) {
    Name first = again.record().getName();
    String loop =
        Stream.concat(way.subList(way.indexOf(first), way.size()).stream(), Stream.of(first))
            .map(Name::toString)
            .collect(Collectors.joining(" -> "));
    problems.warning(again.owner(), "a DNAME loop, nothing below it is answered: " + loop);
  }
}
