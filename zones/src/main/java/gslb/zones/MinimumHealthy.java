package gslb.zones;

/** How many usable members a pool needs to count as up for the rule that uses it (S-8). */
public sealed interface MinimumHealthy {

  /** At least {@code members}, 1 or more. */
  record Count(int members) implements MinimumHealthy {}

  /** At least this share of the enabled members of the asked family, 1..100. */
  record Percent(int percent) implements MinimumHealthy {}

  /** How many usable members out of {@code candidates} it takes; never less than one. */
  default int of(int candidates) {
    return switch (this) {
      case Count(int members) -> members;
      case Percent(int percent) -> Math.max(1, (candidates * percent + 99) / 100);
    };
  }
}
