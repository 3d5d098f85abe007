package gslb.server.control;

import gslb.health.status.Endpoint;
import gslb.health.status.Heartbeat;
import gslb.health.status.MemberStatus;
import gslb.health.status.ServerSighting;
import gslb.health.status.Sighting;
import gslb.health.verdict.Verdict;
import gslb.health.verdict.Verdicts;
import gslb.server.control.Overview.DatacenterLine;
import gslb.server.control.Overview.PoolLine;
import gslb.server.control.Overview.ServerLine;
import gslb.server.control.Overview.VantageLine;
import gslb.zones.AnswerType;
import gslb.zones.Declarations;
import gslb.zones.Member;
import gslb.zones.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The lines of an {@link Overview}, from what verdicts, reports and heartbeats say. Pure. */
public final class Overviews {

  /** Ten reports: as long as the shortest monitor's statuses stay fresh. */
  private static final Duration VANTAGE_FRESH = Duration.ofSeconds(5);

  private Overviews() {}

  /** Every datacenter with its members' addresses and names counted, each endpoint once. */
  public static List<DatacenterLine> datacenters(Declarations declarations, Verdicts verdicts) {
    Map<String, Map<Endpoint, Verdict>> byDatacenter = new HashMap<>();
    for (Pool pool : declarations.pools().values()) {
      for (Member member : pool.members()) {
        for (AnswerType type : AnswerType.values()) {
          Endpoint endpoint = Endpoint.of(pool, member, type);
          if (endpoint != null && member.enabled()) {
            byDatacenter
                .computeIfAbsent(member.datacenter(), unseen -> new HashMap<>())
                .put(endpoint, verdicts.on(endpoint));
          }
        }
      }
    }
    List<DatacenterLine> lines = new ArrayList<>();
    declarations
        .datacenters()
        .forEach((name, datacenter) -> {
          Collection<Verdict> there = byDatacenter.getOrDefault(name, Map.of()).values();
          int unknown = (int) there.stream().filter(Verdict::unknown).count();
          int up = (int) there.stream().filter(v -> !v.unknown() && v.up()).count();
          lines.add(
              new DatacenterLine(
                  name, datacenter.region(), up, there.size() - up - unknown, unknown));
        });
    return lines;
  }

  /** Every pool as plans see it, once for each type its members have targets of. */
  public static List<PoolLine> pools(Declarations declarations, VerdictFeed feed) {
    Standing standing = feed.standing();
    List<PoolLine> lines = new ArrayList<>();
    for (Pool pool : declarations.pools().values()) {
      for (AnswerType type : AnswerType.values()) {
        int members = 0;
        int usable = 0;
        for (Member member : pool.members()) {
          Endpoint endpoint = Endpoint.of(pool, member, type);
          if (endpoint != null && member.enabled()) {
            members++;
            usable += standing.usable(pool, member, type) ? 1 : 0;
          }
        }
        if (members > 0) {
          boolean up = usable >= pool.minimumHealthy().of(members);
          lines.add(new PoolLine(pool.name(), type.name(), up ? "up" : "down", usable, members));
        }
      }
    }
    return lines;
  }

  /** Every vantage that was ever heard of, by name. */
  public static List<VantageLine> vantages(List<Sighting> sightings, Verdicts verdicts) {
    Map<String, List<Sighting>> byVantage = new TreeMap<>();
    for (Sighting sighting : sightings) {
      byVantage
          .computeIfAbsent(sighting.report().key().vantage(), unseen -> new ArrayList<>())
          .add(sighting);
    }
    List<VantageLine> lines = new ArrayList<>();
    byVantage.forEach((vantage, reports) -> lines.add(vantage(vantage, reports, verdicts)));
    return lines;
  }

  private static VantageLine vantage(String vantage, List<Sighting> reports, Verdicts verdicts) {
    Sighting youngest = reports.getFirst();
    int up = 0;
    int down = 0;
    for (Sighting report : reports) {
      if (report.age().compareTo(youngest.age()) < 0) {
        youngest = report;
      }
      for (MemberStatus status : report.report().statuses().values()) {
        up += status.up() ? 1 : 0;
        down += status.up() ? 0 : 1;
      }
    }
    String state =
        verdicts.isolated().contains(vantage)
            ? "isolated"
            : youngest.fresh(VANTAGE_FRESH) ? "fresh" : youngest.live() ? "silent" : "not heard";
    return new VantageLine(
        vantage, youngest.report().region(), state, youngest.age().toMillis(), up, down);
  }

  /** Every server that was heard of, and this one whether its cluster carries its word or not. */
  public static List<ServerLine> servers(List<ServerSighting> sightings, Heartbeat own) {
    Map<String, ServerLine> lines = new TreeMap<>();
    for (ServerSighting sighting : sightings) {
      String state = sighting.fresh() ? "fresh" : sighting.live() ? "silent" : "not heard";
      lines.put(sighting.beat().node(), line(sighting.beat(), state, sighting.age().toMillis()));
    }
    lines.put(own.node(), line(own, "fresh", 0));
    return List.copyOf(lines.values());
  }

  private static ServerLine line(Heartbeat beat, String state, long ageMillis) {
    return new ServerLine(
        beat.node(),
        beat.region(),
        state,
        ageMillis,
        beat.generation(),
        beat.digest(),
        beat.version());
  }
}
