package gslb.server.steer;

import gslb.zones.Policy.OnAllDown;
import java.util.List;

/**
 * A route after health: what a query of it is answered from. Made by {@link Planner}, immutable.
 */
public sealed interface Plan {

  /** Why this plan and no earlier pool's; for people. */
  Basis basis();

  /** Until a verdict could next change it, in seconds, 1 or more (S-29). */
  int settledFor();

  /** Always the same members, whoever asks; their order is rotated (S-12). */
  record Fixed(Basis basis, int settledFor, List<Choice> choices) implements Plan {
    public Fixed {
      choices = List.copyOf(choices);
    }
  }

  /**
   * {@code count} of the choices, drawn by weight for the client's key.
   *
   * @param sticky whether the time slot is left out of the key
   */
  record Drawn(Basis basis, int settledFor, List<Choice> choices, int count, boolean sticky)
      implements Plan {
    public Drawn {
      choices = List.copyOf(choices);
    }
  }

  /** {@code count} of the choices, each client prefix moving on by one with each time slot. */
  record Turn(Basis basis, int settledFor, List<Choice> choices, int count) implements Plan {
    public Turn {
      choices = List.copyOf(choices);
    }
  }

  /**
   * No pool of the rule is up: what the policy declares for that, LAST_RESORT only where there is
   * one.
   */
  record Spent(Basis basis, int settledFor, OnAllDown answer) implements Plan {}

  /**
   * Where a plan comes from.
   *
   * @param pool the pool it answers from; empty for {@link Spent}
   * @param datacenter whose members are the choices; empty without a preferred order
   * @param assumedUp whether every pool was down and its members are taken as if up
   * @param passedOver the pools before it that were down, in order
   */
  record Basis(String pool, String datacenter, boolean assumedUp, List<PassedOver> passedOver) {
    public Basis {
      passedOver = List.copyOf(passedOver);
    }
  }

  /**
   * A pool that counted as down.
   *
   * @param usable members of the asked family that are usable
   * @param needed how many its {@code minimum_healthy} wants
   * @param candidates enabled members of the asked family
   */
  record PassedOver(String pool, int usable, int needed, int candidates) {}
}
