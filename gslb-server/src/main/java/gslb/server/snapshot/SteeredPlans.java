package gslb.server.snapshot;

import gslb.server.steer.Plan;
import gslb.zones.AnswerType;

/** The plans of one steered name under one set of verdicts: by answer type, route and share. */
public final class SteeredPlans {
  private static final int TYPES = AnswerType.values().length;

  private final Shares[] byTypeAndRoute;

  /** Takes over the array: see {@link #at}. */
  public SteeredPlans(Shares[] byTypeAndRoute) {
    this.byTypeAndRoute = byTypeAndRoute;
  }

  /** Where an entry stands. */
  public static int at(AnswerType type, int route) {
    int column =
        switch (type) {
          case A -> 0;
          case AAAA -> 1;
          case CNAME -> 2;
        };
    return route * TYPES + column;
  }

  /** The plans a route has for a type. */
  public Shares of(AnswerType type, int route) {
    return byTypeAndRoute[at(type, route)];
  }

  /**
   * A rule's split (S-14): each share has its plan. {@code upTo} says where each share ends, in
   * 1/10000, growing, the last at 10000: growing one share takes clients from its neighbours only.
   */
  public static final class Shares {
    private final int[] upTo;
    private final Plan[] plans;

    /** Takes over the arrays. */
    public Shares(int[] upTo, Plan[] plans) {
      this.upTo = upTo;
      this.plans = plans;
    }

    /** Whether the share depends on the client. */
    public boolean split() {
      return plans.length > 1;
    }

    /** The share a client's bucket, 0..9999, falls into. */
    public int share(int bucket) {
      int share = 0;
      while (bucket >= upTo[share]) {
        share++;
      }
      return share;
    }

    /** The plan of a share. */
    public Plan plan(int share) {
      return plans[share];
    }
  }
}
