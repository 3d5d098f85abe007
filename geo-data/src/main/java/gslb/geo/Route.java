package gslb.geo;

import java.util.List;

/**
 * What a client place gets under a policy before health.
 *
 * @param rule index of the rule that matched, in the order of the policy
 * @param datacenters in the order to try, without the rule's excluded ones; empty = no order, every
 *     datacenter's members are equal candidates
 */
public record Route(int rule, List<String> datacenters) {
  public Route {
    datacenters = List.copyOf(datacenters);
  }
}
