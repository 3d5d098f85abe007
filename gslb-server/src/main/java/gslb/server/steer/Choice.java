package gslb.server.steer;

import gslb.server.wire.RecordTemplate;
import gslb.zones.Member;

/** One member a plan can answer with, made ready for the wire. */
public final class Choice {
  private final Member member;
  private final RecordTemplate template;
  private final Contender contender;
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
    this.weight = weight;
    this.contender = new Contender(member.name(), weight);
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

  /** When it arrives in the race for a key. */
  double arrival(long key) {
    return contender.arrival(key);
  }
}
