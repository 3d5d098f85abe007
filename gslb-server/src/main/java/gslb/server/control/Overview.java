package gslb.server.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server knows of the world beside its members: sums over them, who looks, and the other
 * servers.
 *
 * @param datacenters in file order
 * @param pools in file order
 * @param vantages by name
 * @param servers of all regions as far as they were heard, this one among them, by name
 * @param fromState whether a copy is served, since the definitions folder cannot be
 * @param state what is not kept over a restart, or was damaged: the reason by file
 */
public record Overview(
    List<DatacenterLine> datacenters,
    List<PoolLine> pools,
    List<VantageLine> vantages,
    List<ServerLine> servers,
    boolean fromState,
    Map<String, String> state) {

  public Overview {
    datacenters = List.copyOf(datacenters);
    pools = List.copyOf(pools);
    vantages = List.copyOf(vantages);
    servers = List.copyOf(servers);
    state = Map.copyOf(state);
  }

  /**
   * A datacenter's enabled members, by verdict.
   *
   * @param unknown of which no vantage that counts has a word
   */
  public record DatacenterLine(String datacenter, String region, int up, int down, int unknown) {
    Map<String, Object> document() {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("datacenter", datacenter);
      document.put("region", region);
      document.put("up", up);
      document.put("down", down);
      document.put("unknown", unknown);
      return document;
    }
  }

  /**
   * A pool's members of one family or type of name.
   *
   * @param type A, AAAA or CNAME
   * @param state up or down: whether as many as it needs are usable (S-8)
   * @param usable how many are
   * @param members how many there are
   */
  public record PoolLine(String pool, String type, String state, int usable, int members) {
    Map<String, Object> document() {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("pool", pool);
      document.put("type", type);
      document.put("state", state);
      document.put("usable", usable);
      document.put("members", members);
      return document;
    }
  }

  /**
   * One prober.
   *
   * @param state fresh, silent, isolated (S-19), or not heard: not since this server started
   * @param ageMillis since it last spoke, by this host's monotonic clock
   * @param up endpoints it sees up
   * @param down endpoints it sees down
   */
  public record VantageLine(
      String vantage, String region, String state, long ageMillis, int up, int down) {
    Map<String, Object> document() {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("vantage", vantage);
      document.put("region", region);
      document.put("state", state);
      document.put("age_millis", ageMillis);
      document.put("up", up);
      document.put("down", down);
      return document;
    }
  }

  /**
   * One server, as its heartbeat tells.
   *
   * @param state fresh, silent, or not heard: not since this server started
   * @param generation it serves; null = it has not said
   * @param digest of the definitions it serves
   */
  public record ServerLine(
      String node,
      String region,
      String state,
      long ageMillis,
      @Nullable Long generation,
      String digest,
      String version) {
    Map<String, Object> document() {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("node", node);
      document.put("region", region);
      document.put("state", state);
      document.put("age_millis", ageMillis);
      document.put("generation", generation);
      document.put("digest", digest);
      document.put("version", version);
      return document;
    }
  }
}
