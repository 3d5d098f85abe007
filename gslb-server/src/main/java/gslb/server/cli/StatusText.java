package gslb.server.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** A server's status for people. */
final class StatusText {
  private StatusText() {}

  static void print(PrintWriter out, Document status) {
    String uptime = Duration.ofSeconds((long) status.number("uptime_seconds")).toString();
    out.println(
        "%s in %s%s, gslb %s, up %s, %s"
            .formatted(
                status.text("node"),
                status.text("region"),
                status.has("datacenter") ? " (" + status.text("datacenter") + ")" : "",
                status.text("version"),
                uptime.substring(2).toLowerCase(java.util.Locale.ROOT),
                status.is("serving") ? "serving" : "NOT SERVING"));
    out.println(
        "asked on "
            + status.documents("listeners").stream()
                .map(StatusText::listener)
                .collect(Collectors.joining(", ")));
    served(out, status.document("served"));
    lastReload(out, status.document("last_reload"));
    databases(out, status);
    secondaries(out, status);
    members(out, status);
    OverrideText.table(out, status.documents("overrides"));
    clusters(out, status);
    counters(out, status.document("counters"));
  }

  private static String listener(Document listener) {
    return listener.text("transport")
        + " "
        + listener.text("address")
        + (listener.has("calls") ? " (" + listener.text("calls") + " calls)" : "");
  }

  private static void served(PrintWriter out, Document served) {
    out.println(
        "generation %s of %s: %s zones, %s steered names, published %s"
            .formatted(
                served.text("generation"),
                served.text("definitions"),
                served.text("zones"),
                served.text("steered_names"),
                served.text("published")));
    if (served.has("geo")) {
      out.println("clients located by " + served.text("geo"));
    }
  }

  private static void lastReload(PrintWriter out, Document reload) {
    if (reload.text("outcome").equals("refused")) {
      out.println("THE LAST RELOAD WAS REFUSED, at " + reload.text("at") + ":");
      reload.documents("problems").forEach(problem -> out.println("  " + problem.text("text")));
    }
  }

  private static void databases(PrintWriter out, Document status) {
    for (Document database : status.documents("databases")) {
      if (database.has("trouble")) {
        out.println(
            "%s CANNOT BE SERVED: %s; %s of %s is, %s"
                .formatted(
                    database.text("file"),
                    database.text("trouble"),
                    database.text("type"),
                    database.text("built"),
                    database.text("state").equals("copy") ? "from the state folder" : "as before"));
      }
    }
  }

  private static void secondaries(PrintWriter out, Document status) {
    List<Document> zones = status.documents("secondaries");
    if (zones.isEmpty()) {
      return;
    }
    Table table = new Table();
    table.row("SECONDARY OF", "SERIAL", "STATE", "REFRESHED", "FROM", "EXPIRES IN", "WHY");
    for (Document zone : zones) {
      table.row(
          zone.text("zone"),
          zone.number("serial") < 0 ? "none" : zone.text("serial"),
          zone.text("state"),
          zone.has("refreshed") ? zone.text("refreshed") : "not yet",
          zone.text("primary"),
          Duration.ofSeconds((long) zone.number("expires_seconds"))
              .toString()
              .substring(2)
              .toLowerCase(java.util.Locale.ROOT),
          zone.text("trouble"));
    }
    out.println();
    table.print(out, "");
  }

  private static void members(PrintWriter out, Document status) {
    Table table = new Table();
    table.row("POOL", "MEMBER", "DATACENTER", "TARGET", "VERDICT", "VOTES", "WHY");
    for (Document member : status.documents("members")) {
      table.row(
          member.text("pool"),
          member.text("member"),
          member.text("datacenter"),
          member.text("target"),
          member.text("verdict"),
          member.text("up_votes") + "/" + member.text("fresh_votes"),
          member.text("reason"));
    }
    out.println();
    table.print(out, "");
  }

  private static void clusters(PrintWriter out, Document status) {
    Table table = new Table();
    table.row("CLUSTER OF", "ATTACHED AS", "MEMBERS", "REJECTED", "LAST READ");
    for (Document cluster : status.documents("clusters")) {
      double age = cluster.number("age_millis");
      table.row(
          cluster.text("region"),
          cluster.text("attached"),
          cluster.text("members"),
          cluster.text("rejected"),
          age < 0 ? "never" : "%.1f s ago".formatted(age / 1000));
    }
    out.println();
    table.print(out, "");
  }

  private static void counters(PrintWriter out, Document counters) {
    String moved =
        counters.fields().keySet().stream()
            .map(String::valueOf)
            .filter(counter -> counters.number(counter) > 0)
            .sorted()
            .map(counter -> counter + " " + counters.text(counter))
            .collect(Collectors.joining(", "));
    out.println();
    out.println(moved.isEmpty() ? "not asked anything yet" : moved);
  }
}
