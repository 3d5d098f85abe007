package gslb.server.control;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a server says of itself.
 *
 * @param version of the program
 * @param node its name
 * @param region where it sits
 * @param datacenter where it sits, if that is declared
 * @param serving whether it answers from definitions
 * @param started when, by this host's clock
 * @param now the time of this status, by the same clock
 * @param served what it answers from
 * @param lastReload what came of the last reading; null before the first
 * @param listeners where it is asked
 * @param databases what locates the clients, in the order it is asked
 * @param secondaries zones that are fetched from their primaries, in file order
 * @param members every member of every pool, in file order
 * @param overrides what operators say, earliest first
 * @param clusters where statuses come from
 * @param overview of datacenters, pools, vantages and servers
 * @param counters sums over all workers, by counter
 */
public record ServerStatus(
    String version,
    String node,
    String region,
    @Nullable String datacenter,
    boolean serving,
    Instant started,
    Instant now,
    Served served,
    @Nullable ReloadReport lastReload,
    List<Listener> listeners,
    List<GeoLine> databases,
    List<SecondaryLine> secondaries,
    List<MemberLine> members,
    List<Map<String, Object>> overrides,
    List<ClusterLine> clusters,
    Overview overview,
    Map<String, Long> counters) {

  public ServerStatus {
    listeners = List.copyOf(listeners);
    databases = List.copyOf(databases);
    secondaries = List.copyOf(secondaries);
    members = List.copyOf(members);
    overrides = List.copyOf(overrides);
    clusters = List.copyOf(clusters);
  }

  /**
   * What it answers from.
   *
   * @param generation of the definitions; 0 = none yet
   * @param digest of the definitions
   * @param definitions the folder they come from
   * @param zones how many
   * @param steeredNames how many
   * @param geo which databases locate clients
   * @param verdictEpoch of the verdicts in its plans
   * @param published when
   */
  public record Served(
      long generation,
      String digest,
      String definitions,
      int zones,
      int steeredNames,
      String geo,
      long verdictEpoch,
      Instant published) {

    Map<String, Object> document() {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("generation", generation);
      document.put("digest", digest);
      document.put("definitions", definitions);
      document.put("zones", zones);
      document.put("steered_names", steeredNames);
      document.put("geo", geo);
      document.put("verdict_epoch", verdictEpoch);
      document.put("published", published.toString());
      return document;
    }
  }

  /**
   * Where it is asked.
   *
   * @param transport udp, tcp, tls or https
   * @param address with its port
   * @param calls what datagrams are received and sent with: native or portable; empty for others
   */
  public record Listener(String transport, String address, String calls) {
    Map<String, Object> document() {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("transport", transport);
      document.put("address", address);
      document.put("calls", calls.isEmpty() ? null : calls);
      return document;
    }
  }

  /**
   * One zone that is fetched from its primaries.
   *
   * @param state awaited, current, retrying or expired
   * @param serial of what is held; -1 = nothing yet
   * @param refreshed when a primary last confirmed or renewed it; null = not since the start
   * @param primary which; empty = none
   * @param next when they are asked again; null = not yet known
   * @param expiresSeconds until it is given up unless a primary confirms it
   * @param trouble why the last try failed; empty = it did not
   */
  public record SecondaryLine(
      String zone,
      String state,
      long serial,
      @Nullable Instant refreshed,
      String primary,
      @Nullable Instant next,
      long expiresSeconds,
      String trouble) {

    Map<String, Object> document() {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("zone", zone);
      document.put("state", state);
      document.put("serial", serial);
      document.put("refreshed", refreshed == null ? null : refreshed.toString());
      document.put("primary", primary);
      document.put("next", next == null ? null : next.toString());
      document.put("expires_seconds", expiresSeconds);
      document.put("trouble", trouble);
      return document;
    }
  }

  /**
   * One member and its verdict.
   *
   * @param target its address or host name
   * @param verdict up, down, or unknown with what is assumed meanwhile; drained, forced up or
   *     forced down by an operator; held down
   * @param upVotes vantages that say up
   * @param freshVotes vantages that count
   * @param ageMillis since the youngest vote that counts advanced; -1 = none counts
   * @param factorPercent what health and ramp leave of its weight now
   * @param override the operator's standing word on it; empty = there is none
   * @param reason why, in a few words
   * @param votes every vantage's, counted or not, by vantage
   */
  public record MemberLine(
      String pool,
      String member,
      String datacenter,
      String target,
      String verdict,
      int upVotes,
      int freshVotes,
      long ageMillis,
      int factorPercent,
      String override,
      String reason,
      List<VoteLine> votes) {

    public MemberLine {
      votes = List.copyOf(votes);
    }

    Map<String, Object> document() {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("pool", pool);
      document.put("member", member);
      document.put("datacenter", datacenter);
      document.put("target", target);
      document.put("verdict", verdict);
      document.put("up_votes", upVotes);
      document.put("fresh_votes", freshVotes);
      document.put("age_millis", ageMillis);
      document.put("factor_percent", factorPercent);
      document.put("override", override.isEmpty() ? null : override);
      document.put("reason", reason);
      document.put("votes", votes.stream().map(VoteLine::document).toList());
      return document;
    }
  }

  /**
   * One vantage's say on a member.
   *
   * @param standing counted, stale or isolated
   * @param ageMillis since its report last advanced, by this host's clock
   */
  public record VoteLine(
      String vantage,
      String region,
      String status,
      String standing,
      long ageMillis,
      int quality,
      String reason) {

    Map<String, Object> document() {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("vantage", vantage);
      document.put("region", region);
      document.put("status", status);
      document.put("standing", standing);
      document.put("age_millis", ageMillis);
      document.put("quality", quality);
      document.put("reason", reason);
      return document;
    }
  }

  /**
   * One region's cluster as this server sees it.
   *
   * @param attached member, client, or unreachable
   * @param members how many members it has, as far as is known
   * @param rejected entries that were not authentic (S-27)
   * @param lastRejected the key of the last of them; empty = there were none
   * @param alarmed whether that was not long ago
   * @param crowded whether it is flooded with entries that are not ours
   * @param ageMillis since its statuses were last read; -1 = never
   */
  public record ClusterLine(
      String region,
      String attached,
      int members,
      long rejected,
      String lastRejected,
      boolean alarmed,
      boolean crowded,
      long ageMillis) {

    Map<String, Object> document() {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("region", region);
      document.put("attached", attached);
      document.put("members", members);
      document.put("rejected", rejected);
      document.put("last_rejected", lastRejected.isEmpty() ? null : lastRejected);
      document.put("crowded", crowded);
      document.put("age_millis", ageMillis);
      return document;
    }
  }

  /** What somebody should look after, worst first; empty = all is well. */
  public List<String> attention() {
    return Attention.of(this);
  }

  Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("version", version);
    document.put("node", node);
    document.put("region", region);
    document.put("datacenter", datacenter);
    document.put("serving", serving);
    List<String> attention = attention();
    document.put("healthy", attention.isEmpty());
    document.put("attention", attention);
    document.put("started", started.toString());
    document.put("uptime_seconds", now.getEpochSecond() - started.getEpochSecond());
    document.put("served", served.document());
    document.put("last_reload", lastReload == null ? null : lastReload.document());
    document.put("listeners", listeners.stream().map(Listener::document).toList());
    document.put("databases", databases.stream().map(GeoLine::document).toList());
    document.put("secondaries", secondaries.stream().map(SecondaryLine::document).toList());
    document.put("members", members.stream().map(MemberLine::document).toList());
    document.put("overrides", overrides);
    document.put("clusters", clusters.stream().map(ClusterLine::document).toList());
    document.put(
        "datacenters",
        overview.datacenters().stream().map(Overview.DatacenterLine::document).toList());
    document.put("pools", overview.pools().stream().map(Overview.PoolLine::document).toList());
    document.put(
        "vantages", overview.vantages().stream().map(Overview.VantageLine::document).toList());
    document.put(
        "servers", overview.servers().stream().map(Overview.ServerLine::document).toList());
    document.put("state", new TreeMap<>(overview.state()));
    document.put("counters", new LinkedHashMap<>(counters));
    return document;
  }
}
