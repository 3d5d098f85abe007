package gslb.server.transport;

import io.vertx.core.Deployable;
import io.vertx.core.Future;

/** One event loop that accepts connections. */
interface ListeningLoop extends Deployable {

  /** The port it listens on. Valid once deployed. */
  int actualPort();

  /** Serves another certificate to connections that are opened from now on. */
  Future<Boolean> renew(Certificate renewed);
}
