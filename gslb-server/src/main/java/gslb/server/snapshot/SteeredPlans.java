package gslb.server.snapshot;

import gslb.server.steer.Contender;
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
   * A rule's split: each share of the clients has its plan. A share that grows takes its new
   * clients from the others in proportion and moves nobody else (S-14).
   */
  public static final class Shares {
    private final Contender[] shares;
    private final Plan[] plans;

    /** Takes over the arrays, which are equally long. */
    public Shares(Contender[] shares, Plan[] plans) {
      this.shares = shares;
      this.plans = plans;
    }

    /** Whether the share depends on the client. */
    public boolean split() {
      return plans.length > 1;
    }

    /** The share a key falls into. */
    public int share(long key) {
      int first = 0;
      double earliest = Double.MAX_VALUE;
      for (int i = 0; i < shares.length; i++) {
        double arrival = shares[i].arrival(key);
        if (arrival < earliest) {
          earliest = arrival;
          first = i;
        }
      }
      return first;
    }

    /** The plan of a share. */
    public Plan plan(int share) {
      return plans[share];
    }
  }
}
