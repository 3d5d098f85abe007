package gslb.server.control;

import gslb.geo.Coordinates;
import gslb.geo.Located;
import gslb.geo.Place;
import gslb.geo.PlaceTable;
import gslb.server.answer.Explanation;
import gslb.server.answer.Explanation.Steering;
import gslb.server.answer.Rehearsal;
import gslb.server.compile.PresentationFormat;
import gslb.server.control.SnapshotHistory.Kept;
import gslb.server.snapshot.Snapshot;
import gslb.server.snapshot.SnapshotRef;
import gslb.zones.Datacenter;
import gslb.zones.PlaceCode;
import gslb.zones.Policy;
import gslb.zones.Pool;
import java.time.Instant;
import java.time.InstantSource;
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
  private final SnapshotHistory history;
  private final Supplier<PlaceTable> places;
  private final Supplier<HealthNow> health;
  private final InstantSource clock;

  /**
   * An explainer of whatever is served when it is asked, or was a while ago.
   *
   * @param history what was served
   */
  public Explainer(
      SnapshotRef snapshots,
      SnapshotHistory history,
      Supplier<PlaceTable> places,
      Supplier<HealthNow> health,
      InstantSource clock) {
    this.snapshots = snapshots;
    this.history = history;
    this.places = places;
    this.health = health;
    this.clock = clock;
  }

  /**
   * The explanation as a document; {@code text} in it is for people.
   *
   * <p>A snapshot that is not served any more is asked as at the moment it was replaced.
   *
   * @throws BadRequestException if name or type are none, or the snapshot is gone
   */
  public Map<String, Object> explain(ExplainRequest request) {
    Snapshot served = snapshots.get();
    if (request.at().isEmpty() || request.at().equals(served.provenance().id())) {
      return explain(request, served, health.get(), null);
    }
    Kept kept = history.find(request.at()).orElseThrow(() -> gone(request.at(), served));
    return explain(request, kept.snapshot(), HealthNow.of(kept.verdicts()), kept.replaced());
  }

  private BadRequestException gone(String id, Snapshot served) {
    List<String> ids = history.ids();
    return new BadRequestException(
        "there is no snapshot '%s' any more; there are %s, which is served, and %s"
            .formatted(
                id,
                served.provenance().id(),
                ids.isEmpty() ? "none before it" : String.join(" ", ids)));
  }

  private Map<String, Object> explain(
      ExplainRequest request, Snapshot snapshot, HealthNow health, @Nullable Instant replaced) {
    Explanation explanation =
        Rehearsal.explain(
            snapshot,
            name(request.name()),
            type(request.type()),
            request.client(),
            request.subnet(),
            replaced == null ? clock.millis() : replaced.toEpochMilli());
    Located located = places.get().place(request.client().address());
    return new ExplainedAnswer(
            request,
            describe(located.place()),
            located.network().toString(),
            located.databases(),
            explanation,
            explanation.choices().stream()
                .map(choice -> choice(snapshot, health, choice, request, located.place()))
                .toList(),
            PresentationFormat.answer(HexFormat.of().parseHex(explanation.response())),
            replaced)
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
      Snapshot snapshot, HealthNow health, Steering choice, ExplainRequest request, Place place) {
    Policy policy =
        snapshot.declarations().policies().stream()
            .filter(declared -> declared.owner().equals(choice.owner()))
            .findFirst()
            .orElseThrow();
    Pool pool = snapshot.declarations().pools().get(choice.basis().pool());
    List<ExplainedAnswer.Member> members =
        pool == null
            ? List.of()
            : new ExplainedMembers(policy, pool, choice, health, region(snapshot, choice)).all();
    // Where a policy does not look at the subnet it was the sender, of whom nothing was asked.
    List<String> passed =
        choice.fromSubnet() == request.subnet()
            ? PassedRules.of(policy, choice.rule(), place, request.client())
            : List.of();
    return new ExplainedAnswer.Choice(choice, policy, passed, members);
  }

  /** The region whose verdicts count for the client; empty where it is near none. */
  private static String region(Snapshot snapshot, Steering choice) {
    Datacenter first =
        choice.order().isEmpty()
            ? null
            : snapshot.declarations().datacenters().get(choice.order().getFirst());
    return first == null ? "" : first.region();
  }
}
