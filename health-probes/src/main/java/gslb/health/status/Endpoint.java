package gslb.health.status;

import gslb.zones.AnswerType;
import gslb.zones.Member;
import gslb.zones.Pool;
import org.jspecify.annotations.Nullable;

/**
 * What a probe talks to and a verdict is about: one target under one monitor. Pools that share both
 * share the probe and the verdict.
 *
 * @param monitor the monitor's name
 * @param target what {@link Member#checked} says: an address, or a name with its final dot
 */
public record Endpoint(String monitor, String target) {

  /** What is probed of a member for a type; null if nothing is, see {@link Member#checked}. */
  public static @Nullable Endpoint of(Pool pool, Member member, AnswerType type) {
    String target = member.checked(type);
    return target == null ? null : new Endpoint(pool.monitor(), target);
  }

  @Override
  public String toString() {
    return target + " (" + monitor + ")";
  }
}
