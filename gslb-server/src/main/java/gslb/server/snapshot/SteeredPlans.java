package gslb.server.snapshot;

import gslb.server.steer.Plan;
import gslb.zones.AnswerType;
import java.util.List;
import java.util.Map;

/** The plans of one steered name under one set of verdicts: by answer type and route. */
public final class SteeredPlans {
  private static final Plan[] NOT_STEERED = {};
  private static final List<AnswerType> TYPES = List.of(AnswerType.values());

  private final Plan[][] byType = new Plan[TYPES.size()][];

  /**
   * Takes over the arrays.
   *
   * @param byType for each type that is steered the plans of all routes
   */
  public SteeredPlans(Map<AnswerType, Plan[]> byType) {
    for (AnswerType type : TYPES) {
      this.byType[row(type)] = byType.getOrDefault(type, NOT_STEERED);
    }
  }

  private static int row(AnswerType type) {
    return switch (type) {
      case A -> 0;
      case AAAA -> 1;
      case CNAME -> 2;
      case PTR -> 3;
      case MX -> 4;
      case TXT -> 5;
      case SRV -> 6;
      case NAPTR -> 7;
      case TLSA -> 8;
      case SVCB -> 9;
      case HTTPS -> 10;
      case URI -> 11;
      case CAA -> 12;
    };
  }

  /** The plan a route has for a type that is steered. */
  public Plan of(AnswerType type, int route) {
    return byType[row(type)][route];
  }
}
