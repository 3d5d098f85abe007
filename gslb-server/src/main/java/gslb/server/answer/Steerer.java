package gslb.server.answer;

import gslb.geo.Topology;
import gslb.server.snapshot.Snapshot;
import gslb.server.snapshot.SteeredName;
import gslb.server.snapshot.SteeredPlans;
import gslb.server.steer.Mix;
import gslb.server.steer.Picker;
import gslb.server.steer.Plan;
import gslb.server.wire.Query;
import gslb.zones.AnswerType;

/**
 * The steered part of an answer: client → route → plan → its parts → picks. The same client prefix,
 * name and time slot come to the same picks on every server and over every transport (S-13).
 */
final class Steerer {
  private Steerer() {}

  static Decision decide(Snapshot snapshot, SteeredName name, AnswerType type, Exchange exchange) {
    Decision decision = exchange.decisions[exchange.decided++];
    decision.steered = name;
    decision.type = type;
    client(name, exchange, decision);
    int located = name.topology().locate(decision.v6, decision.high, decision.low);
    decision.route = Topology.route(located);
    decision.placeScope = Topology.scope(located);
    choose(snapshot.plans().get(name.index()), exchange, decision);
    if (decision.fromSubnet) {
      exchange.scope = Math.max(exchange.scope, decision.scope);
    }
    return decision;
  }

  /**
   * S-1: the client subnet if there is one, with bits, and the policy wants it; else who sent the
   * query.
   */
  private static void client(SteeredName name, Exchange exchange, Decision decision) {
    Query query = exchange.parsed;
    boolean subnet = query.subnet && query.subnetSource > 0 && name.usesSubnet();
    decision.fromSubnet = subnet;
    decision.v6 = subnet ? query.subnetV6 : exchange.v6;
    decision.high = subnet ? query.subnetHigh : exchange.sourceHigh;
    decision.low = subnet ? query.subnetLow : exchange.sourceLow;
  }

  private static void choose(SteeredPlans plans, Exchange exchange, Decision decision) {
    SteeredName name = decision.steered();
    int prefix = name.prefix(decision.v6);
    long key = key(name.salt(), decision, prefix);
    Plan plan = divided(plans.of(decision.type, decision.route), key, decision);

    // Time slots are as long as the longest TTL, and begin at another moment for each client
    // prefix.
    boolean persistent = name.persistent();
    long length = Math.max(1, name.maxTtl());
    long time = exchange.nowMillis / 1000 + Math.unsignedMultiplyHigh(key, length);
    long begun = time / length;
    long slot = persistent ? 0 : begun;
    Picker picker = exchange.picker;
    boolean perClient = pick(plan, picker, key, slot);
    decision.picked = picker.count();
    for (int i = 0; i < decision.picked; i++) {
      decision.picks[i] = picker.pick(i);
    }
    boolean timed =
        perClient && !persistent && !(plan instanceof Plan.Drawn drawn && drawn.sticky());
    decision.settledFor = plan.settledFor();
    decision.slotLeft = timed ? (int) ((begun + 1) * length - time) : 0;
    int settled = timed ? Math.min(decision.settledFor, decision.slotLeft) : decision.settledFor;
    decision.ttl = Math.clamp(settled, name.minTtl(), name.maxTtl());
    decision.perClient = perClient || decision.divided > 0;
    decision.key = key;
    decision.prefix = prefix;
    decision.scope =
        decision.perClient ? Math.max(decision.placeScope, prefix) : decision.placeScope;
  }

  /** The plan of the parts a key falls into. */
  private static Plan divided(Plan whole, long key, Decision decision) {
    decision.whole = whole;
    decision.divided = 0;
    Plan plan = whole;
    while (plan instanceof Plan.Divided division) {
      int part = division.part(key);
      decision.parts[decision.divided++] = part;
      plan = division.parts().get(part).plan();
    }
    decision.plan = plan;
    return plan;
  }

  /** Fills the picker; whether what it picked depends on the client's prefix. */
  private static boolean pick(Plan plan, Picker picker, long key, long slot) {
    return switch (plan) {
      case Plan.Fixed fixed -> {
        picker.all(fixed, key);
        yield false;
      }
      case Plan.Drawn drawn -> {
        picker.draw(drawn, key, slot);
        yield true;
      }
      case Plan.Turn turn -> {
        picker.turn(turn, key, slot);
        yield true;
      }
      case Plan.Spent _, Plan.Divided _ -> { // divisions were gone through
        picker.none();
        yield false;
      }
    };
  }

  private static long key(long salt, Decision client, int prefix) {
    long high = prefix == 0 ? 0 : prefix >= 64 ? client.high : client.high & (-1L << (64 - prefix));
    long low = prefix <= 64 ? 0 : client.low & (-1L << (128 - prefix));
    return Mix.mix(Mix.mix(high ^ salt) ^ low ^ (client.v6 ? 1 : 0));
  }
}
