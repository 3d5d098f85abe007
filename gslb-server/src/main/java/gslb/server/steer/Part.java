package gslb.server.steer;

/** A share of the clients and the plan it gets. */
public final class Part {
  private final String name;
  private final Contender contender;
  private final int weight;
  private final Plan plan;

  /**
   * A part.
   *
   * @param name what its clients depend on; the same name keeps them
   * @param weight its share is weight / sum of the weights of all parts; 1 or more
   */
  public Part(String name, int weight, Plan plan) {
    this.name = name;
    this.contender = new Contender(name, weight);
    this.weight = weight;
    this.plan = plan;
  }

  /** What it is called beside the other parts. */
  public String name() {
    return name;
  }

  /** What its clients get. */
  public Plan plan() {
    return plan;
  }

  /** Its weight beside the other parts'. */
  public int weight() {
    return weight;
  }

  double arrival(long key) {
    return contender.arrival(key);
  }
}
