package gslb.server.control;

import gslb.health.override.OverrideTarget;
import gslb.health.status.Endpoint;
import gslb.server.control.Standing.Held;
import gslb.zones.AnswerType;
import gslb.zones.Declarations;
import gslb.zones.Member;
import gslb.zones.Pool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which members of which pools are meant. */
final class Members {
  private Members() {}

  /** Those a target covers, in file order. */
  static List<MemberName> covered(Declarations declarations, OverrideTarget target) {
    List<MemberName> covered = new ArrayList<>();
    for (Pool pool : declarations.pools().values()) {
      for (Member member : pool.members()) {
        if (target.covers(pool, member)) {
          covered.add(new MemberName(pool.name(), member.name()));
        }
      }
    }
    return covered;
  }

  /** What is checked of those a target covers. */
  static Set<Held> held(Declarations declarations, OverrideTarget target) {
    Set<Held> held = new HashSet<>();
    for (Pool pool : declarations.pools().values()) {
      for (Member member : pool.members()) {
        for (AnswerType type : AnswerType.values()) {
          Endpoint endpoint = Endpoint.of(pool, member, type);
          if (endpoint != null && target.covers(pool, member)) {
            held.add(new Held(pool.name(), endpoint));
          }
        }
      }
    }
    return held;
  }

  /** The members of every endpoint. */
  static Map<Endpoint, List<MemberName>> byEndpoint(Declarations declarations) {
    Map<Endpoint, List<MemberName>> members = new HashMap<>();
    for (Pool pool : declarations.pools().values()) {
      for (Member member : pool.members()) {
        for (AnswerType type : AnswerType.values()) {
          Endpoint endpoint = Endpoint.of(pool, member, type);
          if (endpoint != null) {
            members
                .computeIfAbsent(endpoint, _ -> new ArrayList<>())
                .add(new MemberName(pool.name(), member.name()));
          }
        }
      }
    }
    return members;
  }
}
