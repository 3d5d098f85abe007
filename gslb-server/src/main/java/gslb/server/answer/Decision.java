package gslb.server.answer;

import gslb.server.snapshot.SteeredName;
import gslb.server.steer.Plan;
import gslb.zones.AnswerType;
import gslb.zones.Pool;
import org.jspecify.annotations.Nullable;

/**
 * One choice made for one client: filled in by {@link Steerer}, read by the writer and by {@link
 * Explanation}.
 */
final class Decision {
  // Valid once decided in the present exchange.
  @Nullable SteeredName steered;
  AnswerType type = AnswerType.A;

  /** Whether the client is the one of the client subnet option, not the sender. */
  boolean fromSubnet;

  boolean v6;
  long high;
  long low;

  /** Index into the steered name's routes. */
  int route;

  /** What the route gets; where it divides its clients, parts of it lead to {@link #plan}. */
  @Nullable Plan whole;

  /** The indexes of those parts, the outermost first. */
  final int[] parts = new int[Plan.Reason.values().length];

  int divided;

  @Nullable Plan plan;
  final int[] picks = new int[Pool.MOST_ANSWERS];
  int picked;

  /** Whether {@link #key} decided anything. */
  boolean perClient;

  /** What the choice is a function of, beside the time: the first {@link #prefix} bits. */
  long key;

  int prefix;

  /** Seconds until a verdict could change the decision. */
  int settledFor;

  /** Seconds until the client's next time slot; 0 = the choice does not depend on time. */
  int slotLeft;

  /** Seconds. */
  int ttl;

  /** Scope of the place alone, and of everything. */
  int placeScope;

  int scope;

  SteeredName steered() {
    SteeredName name = steered;
    if (name == null) {
      throw new IllegalStateException("nothing decided");
    }
    return name;
  }

  Plan whole() {
    Plan made = whole;
    if (made == null) {
      throw new IllegalStateException("nothing decided");
    }
    return made;
  }

  Plan plan() {
    Plan made = plan;
    if (made == null) {
      throw new IllegalStateException("nothing decided");
    }
    return made;
  }
}
