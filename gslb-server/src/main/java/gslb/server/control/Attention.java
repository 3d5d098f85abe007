package gslb.server.control;

import gslb.server.control.Overview.PoolLine;
import gslb.server.control.Overview.ServerLine;
import gslb.server.control.Overview.VantageLine;
import gslb.server.control.ServerStatus.ClusterLine;
import gslb.server.control.ServerStatus.MemberLine;
import java.util.ArrayList;
import java.util.List;

/**
 * What somebody should look after, worst first: a status is healthy where there is nothing. Pure.
 */
final class Attention {

  /** A vantage or server that was silent for longer is one that was taken away. */
  private static final long GONE_MILLIS = 24 * 60 * 60 * 1000L;

  private Attention() {}

  static List<String> of(ServerStatus status) {
    List<String> lines = new ArrayList<>();
    if (!status.serving()) {
      lines.add("this server does not serve");
    }
    definitions(status, lines);
    for (PoolLine pool : status.overview().pools()) {
      if (pool.state().equals("down")) {
        lines.add(
            "pool %s is down for %s: %d of %d members are usable"
                .formatted(pool.pool(), pool.type(), pool.usable(), pool.members()));
      }
    }
    members(status.members(), lines);
    status.overview().vantages().forEach(vantage -> vantage(vantage, lines));
    servers(status, lines);
    status.clusters().forEach(cluster -> cluster(cluster, lines));
    for (GeoLine database : status.databases()) {
      if (!database.trouble().isEmpty()) {
        lines.add(database.file() + " cannot be served: " + database.trouble());
      }
    }
    for (ServerStatus.SecondaryLine zone : status.secondaries()) {
      if (!zone.state().equals("current")) {
        lines.add("zone " + zone.zone() + " is " + zone.state() + ": " + zone.trouble());
      }
    }
    status.overview().state().forEach((file, why) -> lines.add(file + " is " + why));
    return lines;
  }

  private static void definitions(ServerStatus status, List<String> lines) {
    if (status.overview().fromState()) {
      lines.add(
          "the definitions cannot be served; generation "
              + status.served().generation()
              + " is, from the state folder");
    }
    ReloadReport last = status.lastReload();
    if (last != null && last.outcome() == ReloadReport.Outcome.REFUSED) {
      lines.add("the last reload was refused, at " + last.at());
    }
  }

  private static void members(List<MemberLine> members, List<String> lines) {
    long down = members.stream().filter(member -> member.verdict().equals("down")).count();
    long unknown =
        members.stream().filter(member -> member.verdict().startsWith("unknown")).count();
    if (down > 0) {
      lines.add("%d of %d members' addresses are down".formatted(down, members.size()));
    }
    if (unknown > 0) {
      lines.add(
          "%d of %d members' addresses are unknown: no vantage looks at them"
              .formatted(unknown, members.size()));
    }
  }

  private static void vantage(VantageLine vantage, List<String> lines) {
    if (vantage.state().equals("isolated")) {
      lines.add("vantage " + vantage.vantage() + " is isolated: its votes are left out");
    } else if (!vantage.state().equals("fresh") && vantage.ageMillis() < GONE_MILLIS) {
      lines.add(
          "vantage %s is silent for %d s".formatted(vantage.vantage(), vantage.ageMillis() / 1000));
    }
  }

  private static void servers(ServerStatus status, List<String> lines) {
    for (ServerLine server : status.overview().servers()) {
      if (!server.state().equals("fresh")) {
        if (server.ageMillis() < GONE_MILLIS) {
          lines.add(
              "server %s is silent for %d s".formatted(server.node(), server.ageMillis() / 1000));
        }
      } else if (!server.digest().equals(status.served().digest())) {
        lines.add("server " + server.node() + " serves other definitions");
      }
    }
  }

  private static void cluster(ClusterLine cluster, List<String> lines) {
    if (cluster.attached().startsWith("not attached")) {
      lines.add("cluster " + cluster.region() + ": " + cluster.attached());
    }
    if (cluster.crowded()) {
      lines.add("cluster " + cluster.region() + " is flooded with entries that are not ours");
    } else if (cluster.alarmed()) {
      lines.add(
          "cluster %s has entries that are not authentic, the last under '%s'"
              .formatted(cluster.region(), cluster.lastRejected()));
    }
  }
}
