package gslb.server.steer;

import gslb.server.steer.Candidates.Candidate;
import gslb.server.wire.RecordTemplate;
import gslb.zones.Member;
import java.util.List;

/** One member a plan can answer with, made ready for the wire. */
public final class Choice {
  /** What a weight of 1 is as an effective weight: these are in fixed point (S-11). */
  public static final int ONE = 256;

  private final Candidate candidate;
  private final List<RecordTemplate> records; // the candidate's, a load nearer
  private final Contender contender;
  private final int weight;

  /** A usable candidate as a choice. */
  public Choice(Candidate candidate) {
    this.candidate = candidate;
    this.records = candidate.records();
    this.weight = candidate.weight();
    this.contender = new Contender(candidate.member().name(), weight);
  }

  /** Whom it stands for. */
  public Member member() {
    return candidate.member();
  }

  /** What it answers with, at least one. */
  public List<RecordTemplate> records() {
    return records;
  }

  /** Effective weight in parts of {@link #ONE}. */
  public int weight() {
    return weight;
  }

  /** What of its weight its health leaves it, in parts of {@link #ONE}. */
  public int health() {
    return candidate.health();
  }

  /** The share of its clients it is ready for, in parts of {@link #ONE}. */
  public int ramp() {
    return candidate.ramp();
  }

  /** When it arrives in the race for a key. */
  double arrival(long key) {
    return contender.arrival(key);
  }
}
