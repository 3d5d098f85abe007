package gslb.health.override;

import org.jspecify.annotations.Nullable;

/**
 * What an operator says. Whether a member serves and how much it weighs are two things: a word on
 * the one leaves a word on the other standing.
 */
public sealed interface Word {

  /** What a word decides. */
  enum Aspect {
    /** Whether clients come. */
    SERVICE,
    /** How many. */
    WEIGHT
  }

  /** No new clients; those there are leave as the pool's ramp has it. */
  record Drain() implements Word {
    @Override
    public String toString() {
      return "drain";
    }
  }

  /** No clients from now on, not even when nothing else is left. */
  record Down() implements Word {
    @Override
    public String toString() {
      return "down";
    }
  }

  /** Clients, whatever the vantages see. */
  record Up() implements Word {
    @Override
    public String toString() {
      return "up";
    }
  }

  /**
   * Another weight than the declared one.
   *
   * @param weight 0..65535
   */
  record Weight(int weight) implements Word {
    public Weight {
      if (weight < 0 || weight > 65535) {
        throw new IllegalArgumentException("weight " + weight);
      }
    }

    @Override
    public String toString() {
      return WEIGHT + weight;
    }
  }

  /** Nothing any more: the word before it is taken back. It stands so that no older one returns. */
  record Restored(Aspect of) implements Word {
    @Override
    public String toString() {
      return of == Aspect.SERVICE ? RESTORED : RESTORED + WEIGHT;
    }
  }

  /** How a weight's text begins. */
  String WEIGHT = "weight ";

  /** How the text of what is taken back begins. */
  String RESTORED = "restored ";

  /** What it decides. */
  default Aspect aspect() {
    return switch (this) {
      case Drain _, Down _, Up _ -> Aspect.SERVICE;
      case Weight _ -> Aspect.WEIGHT;
      case Restored(Aspect of) -> of;
    };
  }

  /** The word in the text that {@code toString} gives; null if there is none in it. */
  static @Nullable Word parse(String text) {
    return switch (text) {
      case "drain" -> new Drain();
      case "down" -> new Down();
      case "up" -> new Up();
      case RESTORED -> new Restored(Aspect.SERVICE);
      case RESTORED + WEIGHT -> new Restored(Aspect.WEIGHT);
      default -> text.startsWith(WEIGHT) ? weight(text.substring(WEIGHT.length())) : null;
    };
  }

  /** A weight as it is written; null if the text is none. */
  static @Nullable Weight weight(String text) {
    try {
      return text.matches("[0-9]{1,5}") ? new Weight(Integer.parseInt(text)) : null;
    } catch (IllegalArgumentException e) {
      return null; // above 65535
    }
  }
}
