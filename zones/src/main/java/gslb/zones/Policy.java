package gslb.zones;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What is declared for a steered owner name.
 *
 * @param zone origin, absolute, lower case, presentation form: {@code example.com.}
 * @param owner owner name, absolute, lower case, presentation form: {@code www.example.com.}
 * @param types the types it steers
 * @param ttl bounds of the TTL (S-29)
 * @param client how the client is located and told apart
 * @param persistence whether a client prefix keeps its choice
 * @param onAllDown what is answered when every pool of the rule is down
 * @param create whether the owner name may be absent from the zone file
 * @param rules first match wins; the last has no condition
 */
public record Policy(
    String zone,
    String owner,
    Set<AnswerType> types,
    Ttl ttl,
    Client client,
    Persistence persistence,
    OnAllDown onAllDown,
    boolean create,
    List<Rule> rules) {

  public Policy {
    types = Set.copyOf(types);
    rules = List.copyOf(rules);
  }

  /** Bounds of the answered TTL, 0 ≤ min ≤ max, whole seconds. */
  public record Ttl(Duration min, Duration max) {}

  /**
   * How clients are told apart.
   *
   * @param useEcs whether a client subnet option locates the client (S-1)
   * @param prefixV4 IPv4 clients that share this many bits get the same choice, 0..32
   * @param prefixV6 the same for IPv6, 0..128
   */
  public record Client(boolean useEcs, int prefixV4, int prefixV6) {}

  /** Whether a client prefix keeps its choice over time. */
  public enum Persistence {
    /** The choice may change with each time slot. */
    NONE,
    /** The time slot drops out of the choice (S-13). */
    CLIENT_PREFIX
  }

  /** What is answered when every pool of the rule is down (S-9). */
  public enum OnAllDown {
    /** The RRset of that name in the zone file; every member where there is none. */
    LAST_RESORT,
    /** Every enabled member, as if all were up. */
    ALL,
    /** No data, with SOA. */
    NODATA,
    /** SERVFAIL. */
    SERVFAIL
  }
}
