package gslb.zones;

import java.time.Duration;
import java.util.List;

/**
 * The configured check of a pool's members.
 *
 * @param name unique over the definitions
 * @param cadence how often, how patiently, how damped; of a composite: no part of it is quicker
 * @param quorum how the vantages' statuses become one verdict
 * @param vantages the regions whose vantages look; empty = all
 * @param view for whom the vantages' statuses make a verdict
 * @param check what is looked at
 */
public record Monitor(
    String name, Cadence cadence, Quorum quorum, List<String> vantages, View view, Check check) {

  private static final Cadence UNHURRIED =
      new Cadence(Duration.ofSeconds(5), Duration.ofSeconds(2), 1, 1);

  public Monitor {
    vantages = List.copyOf(vantages);
  }

  /** Checks nothing: the members are always up. */
  public static Monitor none(String name) {
    return new Monitor(name, UNHURRIED, new Quorum.Any(), List.of(), View.GLOBAL, new Check.None());
  }

  /** Whose clients a verdict is for. */
  public enum View {
    /** All vantages make one verdict for every client. */
    GLOBAL,
    /** The vantage of a region makes the verdict for the clients near it, where there is one. */
    REGIONAL
  }

  /**
   * The pace of a monitor and the damping of its results (S-16).
   *
   * @param interval between two probes of one endpoint, 100 ms or more
   * @param timeout of one probe, shorter than the interval
   * @param rise successes in a row that turn a status up, 1..100
   * @param fall failures in a row that turn a status down, 1..100
   */
  public record Cadence(Duration interval, Duration timeout, int rise, int fall) {}

  /** Whether anything is looked at. */
  public boolean checks() {
    return !(check instanceof Check.None);
  }
}
