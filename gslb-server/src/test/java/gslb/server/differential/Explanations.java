package gslb.server.differential;

import static gslb.server.differential.Aspect.AA;
import static gslb.server.differential.Aspect.ADDITIONAL;
import static gslb.server.differential.Aspect.ANSWER;
import static gslb.server.differential.Aspect.AUTHORITY;
import static gslb.server.differential.Aspect.RCODE;
import static gslb.server.differential.Aspect.TC;

import gslb.server.differential.Difference.Cut;
import gslb.server.differential.Reply.Entry;
import gslb.server.peer.Knot;
import gslb.server.peer.Nsd;
import gslb.server.peer.Software;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/** All we know, the narrow ones first. */
final class Explanations {
  private static final Software NSD = new Nsd();
  private static final Software KNOT = new Knot();
  private static final Set<Software> BOTH = Set.of(NSD, KNOT);

  /** Aliases in a row that we follow. */
  private static final int OUR_LINKS = 16;

  /** That Knot follows. */
  private static final int KNOT_LINKS = 5;

  /** Hosts whose addresses we bring along at least. */
  private static final int OUR_HOSTS = 13;

  static final List<Explanation> ALL =
      List.of(
          new Explanation(
              "ANY gets one record",
              BOTH,
              "8482 §4.2",
              EnumSet.of(TC, ANSWER, ADDITIONAL),
              difference -> difference.asks(Type.ANY) && difference.ours().answers(Type.HINFO)),
          new Explanation(
              "ANY ends at an alias",
              BOTH,
              "1034 §4.3.2",
              EnumSet.of(RCODE, TC, ANSWER, AUTHORITY, ADDITIONAL),
              difference -> difference.asks(Type.ANY) && difference.ours().links() > 0),
          new Explanation(
              "a wildcard that owns NS",
              Set.of(NSD),
              "4592 §4.2",
              EnumSet.of(AA, ANSWER, AUTHORITY, ADDITIONAL),
              difference -> hasWild(difference.ours().authority(), Type.NS)),
          new Explanation(
              "a wildcard that owns a DNAME",
              Set.of(KNOT),
              "6672 §3.3",
              EnumSet.of(TC, ANSWER),
              difference -> hasWild(difference.ours().answer(), Type.DNAME)),
          new Explanation(
              "a name that becomes too long",
              Set.of(KNOT),
              "6672 §3.2",
              EnumSet.of(RCODE, TC, ANSWER, AUTHORITY),
              difference -> difference.ours().rcode().equals("YXDOMAIN")),
          new Explanation(
              "a DNAME to below itself",
              Set.of(NSD),
              "1034 §3.6.2",
              EnumSet.of(RCODE, TC, ANSWER),
              difference -> difference.ours().answer().stream().anyMatch(Explanations::grows)),
          new Explanation(
              "an alias into another zone",
              Set.of(KNOT),
              "1034 §4.3.2",
              EnumSet.of(RCODE, TC, ANSWER, AUTHORITY, ADDITIONAL),
              Explanations::leavesZone),
          new Explanation(
              "more than 16 aliases",
              Set.of(NSD),
              "1034 §3.6.2",
              EnumSet.of(TC, ANSWER, AUTHORITY),
              difference ->
                  difference.ours().links() == OUR_LINKS && !difference.weSayMore(Reply::answer)),
          new Explanation(
              "more than 5 aliases",
              Set.of(KNOT),
              "1034 §3.6.2",
              EnumSet.of(TC, ANSWER, AUTHORITY),
              difference ->
                  difference.theirs().links() == KNOT_LINKS && difference.weSayMore(Reply::answer)),
          new Explanation(
              "names a nested zone hides",
              Set.of(NSD),
              "2308 §2.1",
              EnumSet.of(RCODE),
              difference -> difference.ours().rcode().equals("NXDOMAIN") && difference.nested()),
          new Explanation(
              "DS of a child the parent does not know",
              Set.of(KNOT),
              "8020 §2",
              EnumSet.of(RCODE),
              difference ->
                  difference.asks(Type.DS)
                      && difference.origins().contains(difference.question().name())),
          new Explanation(
              "required glue that does not fit",
              Set.of(NSD),
              "9471 §3.1",
              EnumSet.of(TC, ADDITIONAL),
              difference ->
                  difference.cut() == Cut.OURS
                      && difference.ours().refers()
                      && difference.weSayMore(Reply::additional)),
          new Explanation(
              "an SOA that does not fit",
              Set.of(KNOT),
              "2308 §3",
              EnumSet.of(TC, AUTHORITY),
              difference -> difference.cut() == Cut.OURS && difference.weSayMore(Reply::authority)),
          new Explanation(
              "more than 13 hosts",
              BOTH,
              "1034 §4.3.2",
              EnumSet.of(ADDITIONAL),
              difference -> difference.ours().hosts() >= OUR_HOSTS),
          new Explanation(
              "addresses that help",
              Set.of(NSD),
              "1034 §4.3.2",
              EnumSet.of(ADDITIONAL),
              difference -> !difference.ours().refers() && difference.weSayMore(Reply::additional)),
          new Explanation(
              "addresses of an HTTPS record's own name",
              Set.of(KNOT),
              "9460 §4.1",
              EnumSet.of(ADDITIONAL),
              difference -> difference.asks(Type.HTTPS) && difference.weSayMore(Reply::additional)),
          new Explanation(
              "addresses a wildcard has",
              Set.of(KNOT),
              "4592 §3.3.1",
              EnumSet.of(ADDITIONAL),
              difference -> hasWild(difference.theirs().additional(), Type.A)),
          new Explanation(
              "glue beside MX and SVCB",
              Set.of(KNOT),
              "2181 §5.4.1",
              EnumSet.of(ADDITIONAL),
              difference ->
                  (difference.asks(Type.MX) || difference.asks(Type.SVCB))
                      && difference.theySayMore(Reply::additional)),
          new Explanation(
              "HTTPS of the target beside HTTPS",
              Set.of(KNOT),
              "9460 §4.1",
              EnumSet.of(ADDITIONAL),
              difference ->
                  difference.asks(Type.HTTPS) && difference.theySayMore(Reply::additional)),
          new Explanation(
              "names written out",
              BOTH,
              "1035 §4.1.4",
              EnumSet.of(TC),
              difference ->
                  difference.cut() == Cut.THEIRS
                      && difference.theirs().size() > difference.ours().size()),
          new Explanation(
              "what just fits",
              BOTH,
              "6891 §6.2.5",
              EnumSet.of(TC, ADDITIONAL),
              Difference::justFits));

  private Explanations() {}

  private static boolean hasWild(Set<Entry> section, int type) {
    return section.stream()
        .anyMatch(entry -> entry.type() == type && entry.record().getName().isWild());
  }

  private static boolean grows(Entry entry) {
    return entry.record() instanceof DNAMERecord dname
        && dname.getTarget().subdomain(dname.getName());
  }

  /** Whether an alias they give leads out of the zone asked about. */
  private static boolean leavesZone(Difference difference) {
    Name zone = difference.zoneOf(difference.question().name());
    return difference
        .theirs()
        .aliasTargets()
        .anyMatch(target -> !difference.zoneOf(target).equals(zone));
  }
}
