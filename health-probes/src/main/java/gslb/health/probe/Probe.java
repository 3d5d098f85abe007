package gslb.health.probe;

import io.vertx.core.Future;

/** A monitor aimed at one endpoint. */
public interface Probe {

  /**
   * Runs it once. To be called on an event loop.
   *
   * @return never fails, and is complete after the monitor's timeout at the latest
   */
  Future<ProbeResult> run();
}
