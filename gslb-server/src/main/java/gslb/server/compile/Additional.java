package gslb.server.compile;

import gslb.server.snapshot.HostAddress;
import gslb.server.wire.RecordType;
import gslb.server.wire.RenderedRRset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

  /** What goes with an RRset in an answer: authoritative addresses only. */
  List<HostAddress> of(RRset rrset, RenderedRRset rendered) {
    return addresses(rrset, rendered, name -> !hidden(name), MAX_NAMES);
  }

  /**
   * Addresses of the name servers inside the delegated zone: all of them, however many (RFC 9471
   * §3.1).
   */
  List<HostAddress> required(RRset ns, RenderedRRset rendered, Name cut) {
    return addresses(ns, rendered, server -> server.subdomain(cut), Integer.MAX_VALUE);
  }

  /** Addresses of the other name servers of a delegated zone. */
  List<HostAddress> sibling(RRset ns, RenderedRRset rendered, Name cut) {
    return addresses(ns, rendered, server -> !server.subdomain(cut), MAX_NAMES);
  }

  private List<HostAddress> addresses(
      RRset rrset, RenderedRRset rendered, Predicate<Name> wanted, int limit) {
    return targets(rrset, rendered).entrySet().stream()
        .filter(target -> wanted.test(target.getKey()))
        .limit(limit)
        .flatMap(target -> addresses(target.getKey(), target.getValue()))
        .toList();
  }

  private Stream<HostAddress> addresses(Name host, int nameAt) {
    if (steered.contains(host)) {
      return Stream.empty();
    }
    Map<Integer, RRset> rrsets = names.getOrDefault(host, Map.of());
    return Stream.of(RecordType.A, RecordType.AAAA)
        .map(rrsets::get)
        .filter(Objects::nonNull)
        .map(rrset -> new HostAddress(WireForm.rrset(rrset, origin, rrset.getTTL()), nameAt));
  }

  /** Whether the name is at or below a zone cut, or below a DNAME (RFC 6672 §2.4). */
  private boolean hidden(Name name) {
    for (Name at = name; at.subdomain(origin); at = new Name(at, 1)) {
      Map<Integer, RRset> rrsets = names.getOrDefault(at, Map.of());
      boolean apex = at.equals(origin);
      if ((!apex && rrsets.containsKey(RecordType.NS))
          || (!at.equals(name) && rrsets.containsKey(RecordType.DNAME))) {
        return true;
      }
      if (apex) {
        return false;
      }
    }
    return false;
  }

  /** The host names an RRset points to, and where its bytes hold them. */
  private static Map<Name, Integer> targets(RRset rrset, RenderedRRset rendered) {
    Map<Name, Integer> targets = new LinkedHashMap<>();
    List<Record> records = rrset.rrs(false);
    for (int i = 0; i < records.size(); i++) {
      Name target = target(records.get(i));
      if (target != null) {
        targets.putIfAbsent(target, rendered.rdata(i) + bytesBefore(records.get(i)));
      }
    }
    return targets;
  }

  private static @Nullable Name target(Record record) {
    return switch (record) {
      case NSRecord ns -> ns.getTarget();
      case MXRecord mx -> mx.getTarget();
      case SRVRecord srv -> srv.getTarget();
      default -> null; // no other type asks for addresses yet
    };
  }

  /** Bytes of the data left of the target. */
  private static int bytesBefore(Record record) {
    return switch (record) {
      case MXRecord _ -> 2; // preference
      case SRVRecord _ -> 6; // priority, weight, port
      default -> 0;
    };
  }
}
