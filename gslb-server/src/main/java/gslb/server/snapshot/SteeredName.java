package gslb.server.snapshot;

import gslb.geo.Route;
import gslb.geo.Topology;
import gslb.server.wire.RecordTemplate;
import gslb.zones.AnswerType;
import gslb.zones.Policy;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A policy compiled: what of it health does not touch. Its plans stand in the snapshot under {@link
 * #index}.
 */
public final class SteeredName {
  private final int index;
  private final Policy policy;
  private final Topology topology;
  private final List<Route> routes;
  private final Set<AnswerType> types;
  private final long salt;
  private final int minTtl;
  private final int maxTtl;
  private final boolean usesSubnet;
  private final boolean persistent;
  private final int prefixV4;
  private final int prefixV6;
  private final Map<AnswerType, List<RecordTemplate>> lastResort;

  /**
   * A steered name.
   *
   * @param index its place among the snapshot's plans
   * @param types those of the policy that there is anything to answer with; for the others the name
   *     has no data, whoever asks (S-10)
   * @param salt the owner name's hash, so that names do not move in step
   * @param lastResort the zone file's records of the name, laid out like a {@link
   *     gslb.server.steer.Choice}'s
   */
  public SteeredName(
      int index,
      Policy policy,
      Topology topology,
      List<Route> routes,
      Set<AnswerType> types,
      long salt,
      Map<AnswerType, List<RecordTemplate>> lastResort) {
    this.index = index;
    this.policy = policy;
    this.topology = topology;
    this.routes = List.copyOf(routes);
    this.types = Set.copyOf(types);
    this.salt = salt;
    this.minTtl = (int) policy.ttl().min().toSeconds();
    this.maxTtl = (int) policy.ttl().max().toSeconds();
    this.usesSubnet = policy.client().useEcs();
    this.persistent = policy.persistence() == Policy.Persistence.CLIENT_PREFIX;
    this.prefixV4 = policy.client().prefixV4();
    this.prefixV6 = policy.client().prefixV6();
    this.lastResort = Map.copyOf(lastResort);
  }

  /** Its place among the snapshot's plans. */
  public int index() {
    return index;
  }

  /** What was declared. */
  public Policy policy() {
    return policy;
  }

  /** Where clients are routed. */
  public Topology topology() {
    return topology;
  }

  /** What the topology's routes are. */
  public List<Route> routes() {
    return routes;
  }

  /** The types it is steered for. */
  public Set<AnswerType> types() {
    return types;
  }

  /** What sets this name's choices apart from other names'. */
  public long salt() {
    return salt;
  }

  /** Lower bound of the TTL, seconds. */
  public int minTtl() {
    return minTtl;
  }

  /** Upper bound of the TTL, seconds; also the length of a time slot. */
  public int maxTtl() {
    return maxTtl;
  }

  /** Whether a client subnet says who the client is (S-1). */
  public boolean usesSubnet() {
    return usesSubnet;
  }

  /** Whether a client prefix keeps its choice from one time slot to the next (S-13). */
  public boolean persistent() {
    return persistent;
  }

  /** Bits of a client's address that choices depend on, 0..32 or 0..128. */
  public int prefix(boolean v6) {
    return v6 ? prefixV6 : prefixV4;
  }

  /** The zone file's records for the type; asked for only under a plan that says there are some. */
  public List<RecordTemplate> lastResort(AnswerType type) {
    List<RecordTemplate> records = lastResort.get(type);
    if (records == null) {
      throw new IllegalStateException(policy.owner() + ": no last resort for " + type);
    }
    return records;
  }

  /** Whether the zone file has an RRset for the type. */
  public boolean hasLastResort(AnswerType type) {
    return lastResort.containsKey(type);
  }
}
