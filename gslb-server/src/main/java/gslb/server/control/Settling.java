package gslb.server.control;

import gslb.zones.Declarations;
import gslb.zones.Member;
import gslb.zones.Policy;
import gslb.zones.Pool;
import gslb.zones.Rule;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When an operator's word has reached the clients: once members that lose clients have lost all of
 * them here, resolvers go on with what they hold for at most the TTL of the last answer. Pure.
 */
final class Settling {
  private Settling() {}

  /** How long it takes from now; zero = it has. */
  static Duration left(
      Declarations declarations, StandingWord word, Map<MemberName, Leave> leaves, long nowNanos) {
    Duration longest = Duration.ZERO;
    for (Pool pool : declarations.pools().values()) {
      Duration ttl = null;
      for (Member member : pool.members()) {
        if (word.override().target().covers(pool, member)) {
          ttl = ttl == null ? ttl(declarations, pool) : ttl;
          Leave leave = leaves.get(new MemberName(pool.name(), member.name()));
          Duration left = left(pool, leave, ttl, word.sinceNanos(), nowNanos);
          longest = left.compareTo(longest) > 0 ? left : longest;
        }
      }
    }
    return longest;
  }

  private static Duration left(
      Pool pool, @Nullable Leave leave, Duration ttl, long since, long now) {
    Duration ramp = leave == null ? Duration.ZERO : leave.left(pool.ramp(), now);
    Duration gone = Duration.ofNanos(now - (leave == null ? since : leave.sinceNanos()));
    Duration left = ramp.isPositive() ? ramp.plus(ttl) : ttl.minus(gone.minus(whole(pool, leave)));
    return left.isNegative() ? Duration.ZERO : left.compareTo(ttl.plus(ramp)) > 0 ? ttl : left;
  }

  /** How long a member took to lose its clients, or to get them back. */
  private static Duration whole(Pool pool, @Nullable Leave leave) {
    return leave == null ? Duration.ZERO : leave.left(pool.ramp(), leave.sinceNanos());
  }

  /** The longest of the answers that pool gives. */
  private static Duration ttl(Declarations declarations, Pool pool) {
    Duration longest = Duration.ZERO;
    for (Policy policy : declarations.policies()) {
      for (Rule rule : policy.rules()) {
        boolean uses = rule.split().stream().anyMatch(share -> share.pools().contains(pool.name()));
        if (uses && policy.ttl().max().compareTo(longest) > 0) {
          longest = policy.ttl().max();
        }
      }
    }
    return longest;
  }
}
