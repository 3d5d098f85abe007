package gslb.server.compile;

import gslb.server.snapshot.AdditionalRRset;
import gslb.server.wire.RecordType;
import gslb.server.wire.RenderedRRset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;

/**
 * What will be asked for next (RFC 1034 §4.3.2 step 6): static data of the same zone. A steered
 * name's depend on who asks, and nothing in an additional section may (RFC 7871 §7.4): it is left
 * to be asked for.
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

  /**
   * What goes with an RRset in an answer: authoritative data; with the zone's own name servers glue
   * too, without which the root's could not be reached (RFC 9609 §4).
   */
  List<AdditionalRRset> of(RRset rrset, RenderedRRset rendered) {
    Predicate<Name> wanted =
        rrset.getType() == RecordType.NS
            ? name -> !belowDname(name)
            : name -> !belowDname(name) && !cutOff(name);
    return additional(rrset, rendered, wanted, MAX_NAMES);
  }

  /**
   * Addresses of the name servers inside the delegated zone: all of them, however many (RFC 9471
   * §3.1).
   */
  List<AdditionalRRset> required(RRset ns, RenderedRRset rendered, Name cut) {
    return additional(ns, rendered, server -> server.subdomain(cut), Integer.MAX_VALUE);
  }

  /** Addresses of the other name servers of a delegated zone. */
  List<AdditionalRRset> sibling(RRset ns, RenderedRRset rendered, Name cut) {
    return additional(ns, rendered, server -> !server.subdomain(cut), MAX_NAMES);
  }

  private List<AdditionalRRset> additional(
      RRset rrset, RenderedRRset rendered, Predicate<Name> wanted, int limit) {
    Map<Target, Integer> targets = targets(rrset, rendered);
    if (targets.isEmpty()) { // nearly always
      return List.of();
    }
    return targets.entrySet().stream()
        .filter(target -> wanted.test(target.getKey().name()))
        .limit(limit)
        .flatMap(target -> data(target.getKey(), target.getValue()))
        .toList();
  }

  private Stream<AdditionalRRset> data(Target target, int nameAt) {
    Map<Integer, RRset> rrsets = at(target.name());
    return target.types().stream()
        .map(rrsets::get)
        .filter(Objects::nonNull)
        .map(rrset -> new AdditionalRRset(WireForm.rrset(rrset, origin, rrset.getTTL()), nameAt));
  }

  /** A name's data: its own, or that of the wildcard that stands for it (RFC 4592 §3.3.1). */
  private Map<Integer, RRset> at(Name name) {
    boolean itself = names.containsKey(name) || cutOff(name) || belowDname(name);
    Name owner = itself ? name : wildcard(name);
    return steered.contains(owner) ? Map.of() : names.getOrDefault(owner, Map.of());
  }

  private Name wildcard(Name name) {
    for (int labels = 1; labels <= name.labels() - origin.labels(); labels++) {
      if (names.containsKey(new Name(name, labels))) {
        return name.wild(labels);
      }
    }
    return name;
  }

  /** Whether the name is at or below a zone cut. */
  private boolean cutOff(Name name) {
    return upTo(name).anyMatch(at -> !at.equals(origin) && has(at, RecordType.NS));
  }

  /** Whether the name is below a DNAME, which hides it (RFC 6672 §2.4). */
  private boolean belowDname(Name name) {
    return upTo(name).skip(1).anyMatch(at -> has(at, RecordType.DNAME));
  }

  /** The name and its ancestors in the zone. */
  private Stream<Name> upTo(Name name) {
    int below = name.subdomain(origin) ? name.labels() - origin.labels() : -1;
    return IntStream.rangeClosed(0, below).mapToObj(labels -> new Name(name, labels));
  }

  private boolean has(Name name, int type) {
    return names.getOrDefault(name, Map.of()).containsKey(type);
  }

  /** What an RRset points to, and where its bytes hold the names. */
  private static Map<Target, Integer> targets(RRset rrset, RenderedRRset rendered) {
    Map<Target, Integer> targets = Map.of();
    List<Record> records = rrset.rrs(false);
    for (int i = 0; i < records.size(); i++) {
      Target target = Target.of(records.get(i));
      if (target != null) {
        targets = targets.isEmpty() ? new LinkedHashMap<>() : targets;
        targets.putIfAbsent(target, target.at(records.get(i), rendered.rdata(i)));
      }
    }
    return targets;
  }
}
