package gslb.server.steer;

import java.util.Map;

/** How the clients of a datacenter are divided while it has not room for all of them. */
@FunctionalInterface
public interface Spill {

  /** Every datacenter has room. */
  Spill NONE = datacenter -> Map.of();

  /**
   * The datacenters that share its clients, itself among them, in order.
   *
   * @return weights, 0 or more; empty = it keeps them all
   */
  Map<String, Integer> of(String datacenter);

  /** Why, for people; empty where there is nothing to say. */
  default String note(String datacenter) {
    return "";
  }
}
