package gslb.server.compile;

import gslb.server.wire.RecordType;
import gslb.server.wire.RenderedRRset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;

/**
 * The addresses that will be asked for next (RFC 1034 §4.3.2 step 6, RFC 2782): static ones of the
 * same zone. A steered name's addresses depend on who asks and are left to be asked for.
 */
final class Additional {
  /** Work per query stays bounded: no more names than a root referral has. */
  private static final int MAX_NAMES = 13;

  private final Name origin;
  private final Map<Name, Map<Integer, RRset>> names;
  private final Set<Name> steered;

  Additional(Name origin, Map<Name, Map<Integer, RRset>> names, Set<Name> steered) {
    this.origin = origin;
    this.names = names;
    this.steered = steered;
  }

  /** What goes with an RRset in an answer. */
  List<RenderedRRset> of(RRset rrset) {
    return targets(rrset).stream()
        .filter(name -> !belowCut(name))
        .flatMap(name -> addresses(name).stream())
        .toList();
  }

  /** The address RRsets the zone file holds for a name, glue included. */
  List<RenderedRRset> addresses(Name name) {
    if (steered.contains(name)) {
      return List.of();
    }
    Map<Integer, RRset> rrsets = names.getOrDefault(name, Map.of());
    return Stream.of(RecordType.A, RecordType.AAAA)
        .map(rrsets::get)
        .filter(Objects::nonNull)
        .map(rrset -> WireForm.rrset(rrset, origin, rrset.getTTL()))
        .toList();
  }

  private boolean belowCut(Name name) {
    for (Name at = name; at.subdomain(origin) && !at.equals(origin); at = new Name(at, 1)) {
      if (names.getOrDefault(at, Map.of()).containsKey(RecordType.NS)) {
        return true;
      }
    }
    return false;
  }

  /** The host names an RRset points to. */
  static List<Name> targets(RRset rrset) {
    return rrset.rrs(false).stream()
        .flatMap(Additional::target)
        .distinct()
        .limit(MAX_NAMES)
        .toList();
  }

  private static Stream<Name> target(Record record) {
    return switch (record) {
      case NSRecord ns -> Stream.of(ns.getTarget());
      case MXRecord mx -> Stream.of(mx.getTarget());
      case SRVRecord srv -> Stream.of(srv.getTarget());
      default -> Stream.empty(); // no other type asks for addresses yet
    };
  }
}
