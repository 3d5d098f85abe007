package gslb.server.querylog;

import gslb.geo.Route;
import gslb.server.compile.PresentationFormat;
import gslb.server.sample.DecisionEntry;
import gslb.server.snapshot.Snapshot;
import gslb.server.snapshot.SteeredName;
import gslb.server.steer.Choice;
import gslb.server.steer.Part;
import gslb.server.steer.Plan;
import gslb.zones.AnswerType;
import gslb.zones.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A line of the decision log: the words of {@code explain}, for an answer that was given. */
@SuppressWarnings("EnumOrdinal") // an index that never left the process
final class DecisionLine {
  private DecisionLine() {}

  /**
   * The line's fields.
   *
   * @param made the snapshot it was made from; empty = that is gone, so that numbers must do
   */
  static Map<String, Object> document(DecisionEntry entry, Optional<Snapshot> made) {
    AnswerType type = AnswerType.values()[entry.type()];
    boolean subnet = entry.is(DecisionEntry.YES_SUBNET);
    boolean v6 = entry.is(DecisionEntry.YES_V6);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", Instant.ofEpochMilli(entry.millis()).toString());
    line.put("name", PresentationFormat.nameText(entry.name()));
    line.put("type", type.name());
    line.put(
        "client",
        subnet
            ? Texts.network(v6, entry.high(), entry.low(), entry.clientBits())
            : Texts.address(v6, entry.high(), entry.low()));
    line.put("located_by", subnet ? "ecs" : "source");
    made.ifPresentOrElse(
        snapshot -> names(line, entry, type, snapshot), () -> numbers(line, entry));
    line.put("ttl", entry.ttl());
    line.put("place_scope", entry.placeScope());
    line.put("scope", entry.scope());
    line.put("generation", entry.generation());
    line.put("verdict_epoch", entry.epoch());
    return line;
  }

  private static void names(
      Map<String, Object> line, DecisionEntry entry, AnswerType type, Snapshot snapshot) {
    SteeredName name = snapshot.steered().get(entry.steered());
    Policy policy = name.policy();
    Route route = name.routes().get(entry.route());
    List<Map<String, Object>> divisions = new ArrayList<>();
    Plan plan = snapshot.plans().get(entry.steered()).of(type, entry.route());
    int parts = entry.parts();
    while (plan instanceof Plan.Divided divided) {
      Part part = divided.parts().get((parts & 0xff) - 1);
      divisions.add(division(divided.reason(), part.name()));
      plan = part.plan();
      parts >>>= Byte.SIZE;
    }
    boolean v6 = entry.is(DecisionEntry.YES_V6);
    int prefix = v6 ? policy.client().prefixV6() : policy.client().prefixV4();
    line.put("client_prefix", Texts.network(v6, entry.high(), entry.low(), prefix));
    line.put("owner", policy.owner());
    line.put("route", entry.route());
    line.put("rule", route.rule() + 1);
    line.put("order", route.datacenters());
    line.put("divisions", divisions);
    line.put("pool", plan.basis().pool());
    line.put("datacenter", plan.basis().datacenter());
    line.put("members", members(plan, entry.picks()));
  }

  private static Map<String, Object> division(Plan.Reason reason, String part) {
    Map<String, Object> division = new LinkedHashMap<>();
    division.put("reason", reason.name().toLowerCase(Locale.ROOT));
    division.put("part", part);
    return division;
  }

  private static List<Integer> parts(int packed) {
    List<Integer> parts = new ArrayList<>();
    for (int rest = packed; rest != 0; rest >>>= Byte.SIZE) {
      parts.add(rest & 0xff);
    }
    return parts;
  }

  private static List<String> members(Plan plan, int[] picks) {
    List<Choice> choices =
        switch (plan) {
          case Plan.Fixed fixed -> fixed.choices();
          case Plan.Drawn drawn -> drawn.choices();
          case Plan.Turn turn -> turn.choices();
          case Plan.Spent _ -> List.of();
          case Plan.Divided _ -> throw new IllegalArgumentException("no part of it was taken");
        };
    return Arrays.stream(picks).mapToObj(pick -> choices.get(pick).member().name()).toList();
  }

  private static void numbers(Map<String, Object> line, DecisionEntry entry) {
    line.put("steered_name", entry.steered());
    line.put("route", entry.route());
    line.put("parts", parts(entry.parts()));
    line.put("picks", Arrays.stream(entry.picks()).boxed().toList());
  }
}
