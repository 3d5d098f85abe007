package gslb.server.steer;

import gslb.zones.Policy.OnAllDown;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
   * @param tickets in a lottery, where there are too many to let all of them race; null = there are
   *     few
   */
  record Drawn(
      Basis basis,
      int settledFor,
      List<Choice> choices,
      int count,
      boolean sticky,
      @Nullable Tickets tickets)
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
   * Clients divided among other plans; a client prefix goes to the same part over time, and where
   * parts grow and shrink only as many prefixes move as must (S-14).
   *
   * @param note why just so, for people; may be empty
   * @param parts two or more
   */
  record Divided(Basis basis, int settledFor, Reason reason, String note, List<Part> parts)
      implements Plan {

    public Divided {
      parts = List.copyOf(parts);
    }

    /** The index of the part a client's key falls into. */
    public int part(long key) {
      long race = Mix.mix(key ^ reason.salt);
      int first = 0;
      double earliest = Double.MAX_VALUE;
      for (int i = 0; i < parts.size(); i++) {
        double arrival = parts.get(i).arrival(race);
        if (arrival < earliest) {
          earliest = arrival;
          first = i;
        }
      }
      return first;
    }
  }

  /** Why clients are divided; in the order in which one division may stand within another. */
  enum Reason {
    /** The rule's split. */
    SPLIT(0x53504C4954L),
    /** A trickle of clients keeps a backup pool warm. */
    TRICKLE(0x545249434BL),
    /** Members that came back are not ready for all of their clients. */
    RAMP(0x52414D50L),
    /** A datacenter has no room for all of its clients. */
    SPILL(0x5350494C4CL);

    /** So that a division moves in step with no other, nor with the choice of a member. */
    private final long salt;

    Reason(long salt) {
      this.salt = salt;
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
   * @param count of the pool's members, as they were counted for it to be up
   * @param passedOver the pools before it that were down, in order
   */
  record Basis(
      String pool, String datacenter, boolean assumedUp, Count count, List<PassedOver> passedOver) {
    public Basis {
      passedOver = List.copyOf(passedOver);
    }
  }

  /**
   * How a pool stands beside its {@code minimum_healthy}.
   *
   * @param usable members of the asked family that are usable
   * @param needed how many are wanted
   * @param candidates enabled members of the asked family
   */
  record Count(int usable, int needed, int candidates) {
    /** Of no pool. */
    public static final Count NONE = new Count(0, 0, 0);
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
