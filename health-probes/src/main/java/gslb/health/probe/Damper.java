package gslb.health.probe;

import gslb.zones.Monitor;

/**
 * Turns single results into a status that does not flap (S-16): the first result decides at once;
 * after that it takes {@code rise} successes in a row to go up and {@code fall} failures in a row
 * to go down. A single agreeing result starts the count anew, so alternating results change nothing
 * unless {@code rise} or {@code fall} is 1.
 *
 * @param up the status
 * @param contrary results in a row, the last one included, that speak against it
 */
public record Damper(boolean up, int contrary) {

  /** The state after the first result. */
  public static Damper first(boolean success) {
    return new Damper(success, 0);
  }

  /** The state after one more result. */
  public Damper after(boolean success, Monitor.Cadence cadence) {
    if (success == up) {
      return new Damper(up, 0);
    }
    int needed = needed(cadence);
    return contrary + 1 >= needed ? new Damper(!up, 0) : new Damper(up, contrary + 1);
  }

  /** How many results in a row turn this status. */
  public int needed(Monitor.Cadence cadence) {
    return up ? cadence.fall() : cadence.rise();
  }
}
