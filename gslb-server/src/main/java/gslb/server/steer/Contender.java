package gslb.server.steer;

/**
 * One who takes part in the race that a key starts: the first to arrive wins. Arrival times are
 * exponential with the weight as rate, so the winner's share is weight / sum of weights, and taking
 * one out, or giving one more weight, moves only the keys it must (weighted rendezvous hashing,
 * S-14).
 */
public final class Contender {
  private final long nameHash;
  private final double inverseWeight;

  /**
   * A contender.
   *
   * @param name what its keys depend on; the same name keeps them
   * @param weight 1 or more
   */
  public Contender(String name, int weight) {
    this.nameHash = Mix.of(name);
    this.inverseWeight = 1.0 / weight;
  }

  /** When it arrives in that key's race. */
  public double arrival(long key) {
    double uniform = ((Mix.mix(key ^ nameHash) >>> 11) + 0.5) * 0x1p-53;
    return -Math.log(uniform) * inverseWeight;
  }
}
