package gslb.server.steer;

import gslb.server.wire.RecordTemplate;
import gslb.zones.Member;

/** One member a plan can answer with, made ready for the wire. */
public final class Choice {
  private final Member member;
  private final RecordTemplate template;
  private final long nameHash;
  private final double inverseWeight;
  private final int weight;

  /**
   * A choice.
   *
   * @param template its record
   * @param weight effective, 1 or more
   */
  public Choice(Member member, RecordTemplate template, int weight) {
    this.member = member;
    this.template = template;
    this.nameHash = Mix.of(member.name());
    this.weight = weight;
    this.inverseWeight = 1.0 / weight;
  }

  /** Whom it stands for. */
  public Member member() {
    return member;
  }

  /** Its record. */
  public RecordTemplate template() {
    return template;
  }

  /** Effective weight (S-11). */
  public int weight() {
    return weight;
  }

  /**
   * This choice's time of arrival in the race that a key starts; the first to arrive wins. Arrival
   * times are exponential with the weight as rate, so the winner's share is weight / sum of
   * weights, and taking a choice out moves only its own keys (weighted rendezvous hashing, S-14).
   */
  double arrival(long key) {
    double uniform = ((Mix.mix(key ^ nameHash) >>> 11) + 0.5) * 0x1p-53;
    return -Math.log(uniform) * inverseWeight;
  }
}
