package gslb.server.forecast;

import gslb.server.compile.Usability;
import gslb.server.steer.Spill;
import gslb.zones.AnswerType;
import gslb.zones.Member;
import gslb.zones.Pool;
import java.util.Set;

/**
 * Things as they are, but for what is down.
 *
 * @param down datacenters, and members as {@code pool/member}
 * @param otherwise how things are
 */
public record Outage(Set<String> down, Usability otherwise) implements Usability {
  public Outage {
    down = Set.copyOf(down);
  }

  private boolean hits(Pool pool, Member member) {
    return down.contains(member.datacenter()) || down.contains(pool.name() + "/" + member.name());
  }

  @Override
  public boolean usable(Pool pool, Member member, AnswerType type) {
    return !hits(pool, member) && otherwise.usable(pool, member, type);
  }

  @Override
  public boolean usable(Pool pool, Member member, AnswerType type, String region) {
    return !hits(pool, member) && otherwise.usable(pool, member, type, region);
  }

  @Override
  public int health(Pool pool, Member member, AnswerType type) {
    return otherwise.health(pool, member, type);
  }

  @Override
  public int ramp(Pool pool, Member member, AnswerType type) {
    return otherwise.ramp(pool, member, type);
  }

  @Override
  public Spill spill() {
    return otherwise.spill();
  }
}
