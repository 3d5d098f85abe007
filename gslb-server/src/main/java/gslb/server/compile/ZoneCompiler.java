package gslb.server.compile;

import gslb.server.snapshot.Apex;
import gslb.server.snapshot.Finding;
import gslb.server.snapshot.Findings;
import gslb.server.snapshot.SteeredName;
import gslb.server.snapshot.WireName;
import gslb.server.snapshot.ZoneNode;
import gslb.server.wire.ExtendedError;
import gslb.server.wire.RecordType;
import gslb.server.wire.RenderedRRset;
import gslb.zones.AnswerType;
import gslb.zones.Zone;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.RRset;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.TextParseException;

/**
 * A zone as nodes with findings: cuts, DNAMEs, wildcards and empty non-terminals are worked in
 * here, so that a lookup only has to find the nearest node.
 */
final class ZoneCompiler {
  private final Name origin;
  private final Apex apex;
  private final SortedMap<Name, Map<Integer, RRset>> names =
      new TreeMap<>(); // canonical order: parents come first
  private final Map<Name, SteeredName> steered;
  private final Additional additional;
  private final Map<Name, Findings> covering = new LinkedHashMap<>();
  private final Findings noSuchName;

  private ZoneCompiler(Zone zone, Map<Name, SteeredName> steered) {
    this.origin = zone.origin();
    this.steered = steered;
    for (RRset rrset : zone.rrsets()) {
      withAncestors(rrset.getName()).put(rrset.getType(), rrset);
    }
    steered.keySet().stream().filter(name -> name.subdomain(origin)).forEach(this::withAncestors);
    RRset soa = names.getOrDefault(origin, Map.of()).get(RecordType.SOA);
    if (soa == null) {
      throw new IllegalArgumentException(origin + ": no SOA");
    }
    long negativeTtl = Math.min(soa.getTTL(), ((SOARecord) soa.first()).getMinimum());
    RenderedRRset negativeSoa = WireForm.rrset(soa, origin, negativeTtl);
    this.apex =
        new Apex(
            origin.toString().toLowerCase(Locale.ROOT),
            origin.length(),
            origin.labels() - 1,
            (int) ((SOARecord) soa.first()).getSerial(),
            negativeSoa);
    this.additional = new Additional(origin, names, steered.keySet());
    this.noSuchName = Findings.always(new Finding.NxDomain(apex));
  }

  /**
   * The zone's nodes by name, in canonical order.
   *
   * @param steered every steered name, of this zone or not
   */
  static SortedMap<Name, ZoneNode> compile(Zone zone, Map<Name, SteeredName> steered) {
    return new ZoneCompiler(zone, steered).nodes();
  }

  /** A fetched zone's nodes: steered by nobody, and by no policy of a zone above. */
  static SortedMap<Name, ZoneNode> compile(FetchedZone zone) {
    return switch (zone) {
      case FetchedZone.Held held -> compile(held.zone(), Map.of());
      case FetchedZone.Awaited(Name origin) -> unavailable(origin, ExtendedError.NOT_READY);
      case FetchedZone.Expired(Name origin) -> unavailable(origin, ExtendedError.INVALID_DATA);
    };
  }

  /** The apex alone, which then is the closest encloser of every name below. */
  private static SortedMap<Name, ZoneNode> unavailable(Name origin, ExtendedError reason) {
    Findings findings = Findings.always(new Finding.Unavailable(reason));
    return new TreeMap<>(
        Map.of(origin, new ZoneNode(WireForm.lookedUp(origin), findings, null, findings)));
  }

  private Map<Integer, RRset> withAncestors(Name name) {
    for (Name ancestor = name;
        ancestor.labels() > origin.labels();
        ancestor = new Name(ancestor, 1)) {
      names.computeIfAbsent(ancestor, _ -> new LinkedHashMap<>());
    }
    return names.computeIfAbsent(name, _ -> new LinkedHashMap<>());
  }

  private SortedMap<Name, ZoneNode> nodes() {
    Map<Name, Findings> here = new LinkedHashMap<>();
    names.forEach((name, rrsets) -> here.put(name, here(name, rrsets)));
    SortedMap<Name, ZoneNode> nodes = new TreeMap<>();
    here.forEach((name, findings) ->
        nodes.put(name, new ZoneNode(WireForm.lookedUp(name), findings, null, below(name, here))));
    return nodes;
  }

  /** What names below that are no nodes come to. */
  private Findings below(Name name, Map<Name, Findings> here) {
    Findings cover = covering.get(name);
    if (cover != null) {
      return cover;
    }
    Findings wildcard = here.get(child("*", name));
    return wildcard == null ? noSuchName : wildcard;
  }

  /** What the name itself comes to; notes in {@link #covering} where it covers everything below. */
  private Findings here(Name name, Map<Integer, RRset> rrsets) {
    Findings above = name.equals(origin) ? null : covering.get(new Name(name, 1));
    if (above != null) {
      covering.put(name, above); // occluded: glue, or whatever a DNAME or cut has hidden
      return above;
    }
    RRset ns = rrsets.get(RecordType.NS);
    if (ns != null && !name.equals(origin)) {
      Finding.Referral referral = referral(name, ns);
      covering.put(name, Findings.always(referral));
      RRset ds = rrsets.get(RecordType.DS);
      Finding signer = ds == null ? new Finding.NoData(apex) : answer(ds);
      return new Findings(new int[] {RecordType.DS}, new Finding[] {signer}, referral);
    }
    RRset dname = rrsets.get(RecordType.DNAME);
    if (dname != null) {
      covering.put(name, Findings.always(redirection(name, dname)));
    }
    return byType(name, rrsets);
  }

  private Findings byType(Name name, Map<Integer, RRset> rrsets) {
    Map<Integer, Finding> findings = new LinkedHashMap<>();
    rrsets.forEach((type, rrset) -> findings.put(type, answer(rrset)));
    Finding others = new Finding.NoData(apex);
    RRset cname = rrsets.get(RecordType.CNAME);
    if (cname != null) {
      others =
          new Finding.Alias(apex, WireForm.rrset(cname, origin, cname.getTTL()), target(cname));
      findings.put(RecordType.ANY, answer(cname));
    } else if (!rrsets.isEmpty() || steered.containsKey(name)) {
      findings.put(RecordType.ANY, new Finding.Answer(apex, MinimalAny.HINFO, List.of()));
    }
    SteeredName policy = steered.get(name);
    if (policy != null && policy.types().contains(AnswerType.CNAME)) {
      return Findings.always(new Finding.Steered(apex, policy, AnswerType.CNAME));
    }
    if (policy != null) {
      policy
          .types()
          .forEach(type -> findings.put(type.code(), new Finding.Steered(apex, policy, type)));
    }
    return new Findings(
        findings.keySet().stream().mapToInt(Integer::intValue).toArray(),
        findings.values().toArray(Finding[]::new),
        others);
  }

  private Finding.Answer answer(RRset rrset) {
    RenderedRRset rendered = WireForm.rrset(rrset, origin, rrset.getTTL());
    return new Finding.Answer(apex, rendered, additional.of(rrset, rendered));
  }

  private static WireName target(RRset cname) {
    return WireForm.lookedUp(((CNAMERecord) cname.first()).getTarget());
  }

  private Finding.Redirection redirection(Name name, RRset dname) {
    Name target = ((DNAMERecord) dname.first()).getTarget();
    return new Finding.Redirection(
        apex,
        WireForm.rrset(dname, origin, dname.getTTL()),
        name.length(),
        new WireName(target.toWire()));
  }

  private Finding.Referral referral(Name cut, RRset ns) {
    RenderedRRset rendered = WireForm.rrset(ns, origin, ns.getTTL());
    return new Finding.Referral(
        apex,
        rendered,
        additional.required(ns, rendered, cut),
        additional.sibling(ns, rendered, cut));
  }

  private static @Nullable Name child(String label, Name parent) {
    try {
      return Name.concatenate(Name.fromString(label), parent);
    } catch (NameTooLongException | TextParseException e) {
      return null; // the parent is 254 bytes long: nothing can stand below it
    }
  }
}
