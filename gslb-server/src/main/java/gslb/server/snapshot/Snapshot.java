package gslb.server.snapshot;

import gslb.zones.Declarations;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Everything one query may read.
 *
 * @param provenance where it comes from
 * @param zones every name that exists
 * @param steered the steered names, by index
 * @param plans their plans, by index
 * @param declarations what the operator wrote, for {@code explain} and for the next plans
 */
public record Snapshot(
    Provenance provenance,
    ZoneTable zones,
    List<SteeredName> steered,
    List<SteeredPlans> plans,
    Declarations declarations) {

  /** Before anything was published: every query fails. */
  public static final Snapshot EMPTY =
      new Snapshot(
          new Provenance(0, "", "", 0, Instant.EPOCH),
          ZoneTable.EMPTY,
          List.of(),
          List.of(),
          new Declarations(
              List.of(), Map.of(), Map.of(), Map.of(), Map.of(), List.of(), List.of(), ""));

  public Snapshot {
    steered = List.copyOf(steered);
    plans = List.copyOf(plans);
  }
}
