package gslb.server.forecast;

import gslb.server.steer.Choice;
import gslb.server.steer.Plan;
import gslb.zones.AnswerType;
import gslb.zones.Policy.OnAllDown;

/**
 * Where a client ends.
 *
 * @param place a datacenter, or one of the words in brackets
 * @param pool empty where no member answers
 * @param member empty where no member answers
 * @param answer what the client is told; who is told the same has not moved
 */
record Stand(String place, String pool, String member, String answer) {
  /** Every pool was down and the zone file answers. */
  static final Stand LAST_RESORT = of("(last resort)");

  /** There is no member to answer with. */
  static final Stand NO_DATA = of("(no data)");

  /** Every pool was down and the policy wants that to be known. */
  static final Stand FAILURE = of("(failure)");

  /** The name is not steered for the type; the zone file has records. */
  static final Stand ZONE_FILE = of("(zone file)");

  /** The name is not steered for the type, and has no records of it. */
  static final Stand NOTHING = of("(nothing)");

  private static Stand of(String place) {
    return new Stand(place, "", "", place);
  }

  /** A member of a plan. */
  static Stand of(Plan.Basis basis, Choice choice, AnswerType type) {
    return new Stand(
        choice.member().datacenter(),
        basis.pool(),
        choice.member().name(),
        String.valueOf(choice.member().target(type)));
  }

  /** What is answered when every pool is down. */
  static Stand of(OnAllDown answer) {
    return switch (answer) {
      case LAST_RESORT -> LAST_RESORT;
      case ALL, NODATA -> NO_DATA;
      case SERVFAIL -> FAILURE;
    };
  }

  /** Whether a policy led here. */
  boolean steered() {
    return !equals(ZONE_FILE) && !equals(NOTHING);
  }

  /** Whether a member answers here. */
  boolean isMember() {
    return !member.isEmpty();
  }
}
