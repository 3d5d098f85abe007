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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.SOARecord;

/**
 * A zone as nodes with findings: cuts, DNAMEs, wildcards and empty non-terminals are worked in
 * here, so that a lookup only has to find the nearest node.
 */
final class ZoneCompiler {
  private final Name origin;
  private final Apex apex;
  private final Map<Name, Map<Integer, RRset>> names = new LinkedHashMap<>(); // parents come first
  private final Map<Name, SteeredName> steered;
  private final Additional additional;
  private final Map<Name, Findings> covering = new HashMap<>();
  private final Map<Name, Findings> wildcards = new HashMap<>(); // by the name they stand below
  private final Findings noSuchName;

  // Most names of a zone come to these: one of each serves all of them.
  private final Finding noData;
  private final Finding any;
  private final Findings nothingHere;
  private final Map<List<Integer>, int[]> typeLists = new HashMap<>();

  private ZoneCompiler(Zone zone, Map<Name, SteeredName> steered) {
    this.origin = zone.origin();
    this.steered = steered;
    for (RRset rrset : zone.rrsets()) {
      withAncestors(rrset.getName()).put(rrset.getType(), rrset);
    }
    steered.keySet().forEach(this::withAncestors);
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
    this.noData = new Finding.NoData(apex);
    this.any = new Finding.Answer(apex, MinimalAny.HINFO, List.of());
    this.nothingHere = Findings.always(noData);
  }

  /**
   * The zone's nodes.
   *
   * @param steered the steered names at or below the origin
   */
  static List<ZoneNode> compile(Zone zone, Map<Name, SteeredName> steered) {
    return new ZoneCompiler(zone, steered).nodes();
  }

  /** The apex alone, which then is the closest encloser of every name below. */
  static List<ZoneNode> unavailable(Name origin, ExtendedError reason) {
    Findings findings = Findings.always(new Finding.Unavailable(reason));
    return List.of(new ZoneNode(WireForm.lookedUp(origin), findings, null, findings));
  }

  private Map<Integer, RRset> withAncestors(Name name) {
    Map<Integer, RRset> known = names.get(name);
    if (known != null) {
      return known;
    }
    if (name.labels() > origin.labels()) {
      withAncestors(new Name(name, 1));
    }
    Map<Integer, RRset> rrsets = new LinkedHashMap<>(2);
    names.put(name, rrsets);
    return rrsets;
  }

  private List<ZoneNode> nodes() {
    Map<Name, Findings> here = new LinkedHashMap<>();
    names.forEach((name, rrsets) -> {
      Findings findings = here(name, rrsets);
      here.put(name, findings);
      if (name.isWild()) {
        wildcards.put(new Name(name, 1), findings);
      }
    });
    List<ZoneNode> nodes = new ArrayList<>(here.size());
    here.forEach((name, findings) ->
        nodes.add(new ZoneNode(WireForm.lookedUp(name), findings, null, below(name))));
    return nodes;
  }

  /** What names below that are no nodes come to. */
  private Findings below(Name name) {
    Findings cover = covering.get(name);
    return cover != null ? cover : wildcards.getOrDefault(name, noSuchName);
  }

  /** What the name itself comes to; notes in {@link #covering} where it covers everything below. */
  private Findings here(Name name, Map<Integer, RRset> rrsets) {
    Findings above =
        covering.isEmpty() || name.equals(origin) ? null : covering.get(new Name(name, 1));
    if (above != null) {
      covering.put(name, above); // occluded: glue, or whatever a DNAME or cut has hidden
      return above;
    }
    RRset ns = rrsets.get(RecordType.NS);
    if (ns != null && !name.equals(origin)) {
      Finding.Referral referral = referral(name, ns);
      covering.put(name, Findings.always(referral));
      RRset ds = rrsets.get(RecordType.DS);
      Finding signer = ds == null ? noData : answer(ds);
      return new Findings(new int[] {RecordType.DS}, new Finding[] {signer}, referral);
    }
    RRset dname = rrsets.get(RecordType.DNAME);
    if (dname != null) {
      covering.put(name, Findings.always(redirection(name, dname)));
    }
    SteeredName policy = steered.get(name);
    return policy == null && rrsets.isEmpty() ? nothingHere : byType(policy, rrsets);
  }

  private Findings byType(@Nullable SteeredName policy, Map<Integer, RRset> rrsets) {
    Map<Integer, Finding> findings = new LinkedHashMap<>();
    rrsets.forEach((type, rrset) -> findings.put(type, answer(rrset)));
    Finding others = noData;
    RRset cname = rrsets.get(RecordType.CNAME);
    if (cname != null) {
      others =
          new Finding.Alias(apex, WireForm.rrset(cname, origin, cname.getTTL()), target(cname));
      findings.put(RecordType.ANY, answer(cname));
    } else {
      findings.put(RecordType.ANY, any);
    }
    if (policy != null && policy.types().contains(AnswerType.CNAME)) {
      return Findings.always(new Finding.Steered(apex, policy, AnswerType.CNAME));
    }
    if (policy != null) {
      policy
          .types()
          .forEach(type -> findings.put(type.code(), new Finding.Steered(apex, policy, type)));
    }
    return new Findings(
        typeLists.computeIfAbsent(List.copyOf(findings.keySet()), ZoneCompiler::array),
        findings.values().toArray(Finding[]::new),
        others);
  }

  private static int[] array(List<Integer> types) {
    return types.stream().mapToInt(Integer::intValue).toArray();
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
    RenderedRRset rendered = WireForm.ownedRRset(ns, origin);
    return new Finding.Referral(
        apex,
        rendered,
        additional.required(ns, rendered, cut),
        additional.sibling(ns, rendered, cut));
  }
}
