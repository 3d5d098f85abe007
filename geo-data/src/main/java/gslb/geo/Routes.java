package gslb.geo;

import java.util.List;

/**
 * A policy's rules, compiled.
 *
 * @param topology client address → index into {@code routes}
 * @param routes distinct, dense
 */
public record Routes(Topology topology, List<Route> routes) {
  public Routes {
    routes = List.copyOf(routes);
    if (routes.size() != topology.routes()) {
      throw new IllegalArgumentException(
          routes.size() + " routes under a topology of " + topology.routes());
    }
  }
}
