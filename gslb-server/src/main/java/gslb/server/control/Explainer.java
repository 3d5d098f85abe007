package gslb.server.control;

import gslb.geo.Coordinates;
import gslb.geo.Located;
import gslb.geo.Place;
import gslb.geo.PlaceTable;
import gslb.health.verdict.Verdicts;
import gslb.server.answer.Explanation;
import gslb.server.answer.Explanation.Steering;
import gslb.server.answer.Explanation.Weighed;
import gslb.server.answer.Rehearsal;
import gslb.server.compile.PresentationFormat;
import gslb.server.snapshot.Snapshot;
import gslb.server.snapshot.SnapshotRef;
import gslb.zones.Datacenter;
import gslb.zones.Member;
import gslb.zones.PlaceCode;
import gslb.zones.Policy;
import gslb.zones.Pool;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells how one client's answer comes about: the answer path's own values ({@link Explanation}),
 * and beside them what only the control side knows: the place the databases give, and the verdicts
 * on members that were left out.
 */
public final class Explainer {
  private final SnapshotRef snapshots;
  private final Supplier<PlaceTable> places;
  private final Supplier<Verdicts> verdicts;
  private final InstantSource clock;

  /** An explainer of whatever is served when it is asked. */
  public Explainer(
      SnapshotRef snapshots,
      Supplier<PlaceTable> places,
      Supplier<Verdicts> verdicts,
      InstantSource clock) {
    this.snapshots = snapshots;
    this.places = places;
    this.verdicts = verdicts;
    this.clock = clock;
  }

  /**
   * The explanation as a document; {@code text} in it is for people.
   *
   * @throws BadRequestException if name or type are none
   */
  public Map<String, Object> explain(ExplainRequest request) {
    Snapshot snapshot = snapshots.get();
    Explanation explanation =
        Rehearsal.explain(
            snapshot,
            name(request.name()),
            type(request.type()),
            request.client(),
            request.subnet(),
            clock.millis());
    Located located = places.get().place(request.client().address());
    return new ExplainedAnswer(
            request,
            describe(located.place()),
            located.network().toString(),
            located.databases(),
            explanation,
            explanation.choices().stream()
                .map(choice -> choice(snapshot, choice, request, located.place()))
                .toList(),
            PresentationFormat.answer(HexFormat.of().parseHex(explanation.response())))
        .document();
  }

  private static byte[] name(String text) {
    try {
      return PresentationFormat.name(text);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(String.valueOf(e.getMessage()));
    }
  }

  private static int type(String text) {
    return PresentationFormat.type(text)
        .orElseThrow(() ->
            new BadRequestException("expected a record type such as A, found '" + text + "'"));
  }

  private static String describe(Place place) {
    PlaceCode code = place.code();
    Coordinates at = place.coordinates();
    return (code == null ? "unknown" : code.toString())
        + (at == null ? "" : " at " + at.latitude() + ", " + at.longitude())
        + (place.asn() == null ? "" : ", AS" + place.asn());
  }

  private ExplainedAnswer.Choice choice(
      Snapshot snapshot, Steering choice, ExplainRequest request, Place place) {
    Policy policy =
        snapshot.declarations().policies().stream()
            .filter(declared -> declared.owner().equals(choice.owner()))
            .findFirst()
            .orElseThrow();
    Pool pool = snapshot.declarations().pools().get(choice.basis().pool());
    List<ExplainedAnswer.Member> members =
        pool == null ? List.of() : members(pool, choice, region(snapshot, choice));
    // Where a policy does not look at the subnet it was the sender, of whom nothing was asked.
    List<String> passed =
        choice.fromSubnet() == request.subnet()
            ? PassedRules.of(policy, choice.rule(), place, request.client())
            : List.of();
    return new ExplainedAnswer.Choice(choice, policy, passed, members);
  }

  /**
   * The pool's members: those the plan chooses among first, then the others with what keeps them
   * out.
   */
  private List<ExplainedAnswer.Member> members(Pool pool, Steering choice, String region) {
    Map<String, Weighed> candidates = new HashMap<>();
    choice.candidates().forEach(candidate -> candidates.put(candidate.member(), candidate));
    List<ExplainedAnswer.Member> members = new ArrayList<>();
    for (Member member : pool.members()) {
      members.add(explained(pool, member, choice, region, candidates.get(member.name())));
    }
    members.sort(Comparator.comparing(member -> member.leftOut() != null));
    return members;
  }

  private ExplainedAnswer.Member explained(
      Pool pool, Member member, Steering choice, String region, @Nullable Weighed candidate) {
    String target = member.target(choice.type());
    MemberHealth health = MemberHealth.of(verdicts.get(), pool, member, choice.type(), region);
    return new ExplainedAnswer.Member(
        member.name(),
        member.datacenter(),
        target == null ? "-" : target,
        target == null ? "-" : health.describe(),
        candidate != null && candidate.picked(),
        candidate == null ? 0 : candidate.weight(),
        candidate == null ? 1 : candidate.health(),
        candidate == null ? 1 : candidate.ramp(),
        candidate == null ? 0 : candidate.probability(),
        candidate == null ? leftOut(member, choice, health) : null);
  }

  /** The region whose verdicts count for the client; empty where it is near none. */
  private static String region(Snapshot snapshot, Steering choice) {
    Datacenter first =
        choice.order().isEmpty()
            ? null
            : snapshot.declarations().datacenters().get(choice.order().getFirst());
    return first == null ? "" : first.region();
  }

  private static @Nullable String leftOut(Member member, Steering choice, MemberHealth health) {
    if (!member.enabled()) {
      return "enabled: false";
    }
    if (member.target(choice.type()) == null) {
      return "has no " + choice.type();
    }
    if (health.down() != null) {
      return health.down();
    }
    if (member.weight() == 0) {
      return "weight 0";
    }
    String datacenter = choice.basis().datacenter();
    return datacenter.isEmpty() || member.datacenter().equals(datacenter)
        ? "excluded, or of lower priority"
        : datacenter + " comes first";
  }
}
